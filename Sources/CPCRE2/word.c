#include "CPCRE2.h"
#include <string.h>

// Sixteen bytes at a time: compilers turn these into the vector instructions of the machine.
typedef uint8_t bytes16 __attribute__((vector_size(16)));

static bytes16 load(const uint8_t *place) {
    bytes16 bytes;
    memcpy(&bytes, place, sizeof bytes);
    return bytes;
}

static bytes16 all(uint8_t byte) {
    bytes16 bytes;
    memset(&bytes, byte, sizeof bytes);
    return bytes;
}

static bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static bool is_space(uint8_t byte) { return byte == ' ' || (uint8_t)(byte - '\t') < 5; }

static bool is_same(const gloss_word *word, size_t index, uint8_t byte) {
    return (word->ignores_case && is_letter(byte) ? byte | 0x20 : byte) == word->bytes[index];
}

static bool stands(const gloss_word *word, const uint8_t *place, const uint8_t *end) {
    for (size_t index = 0; index < word->count; index += 1) {
        if (!is_same(word, index, place[index])) return false;
    }
    place += word->count;
    for (size_t index = word->count; index < word->whole; index += 1) {
        if (place == end || *place >= 0x80) return true;
        if (word->bytes[index] == ' ') {
            if (!is_space(*place)) return false;
            while (place != end && is_space(*place)) place += 1;
        } else {
            if (!is_same(word, index, *place)) return false;
            place += 1;
        }
    }
    return true;
}

ptrdiff_t gloss_word_find(const gloss_word *word, const uint8_t *text, size_t count, size_t from, size_t limit) {
    if (word->count == 0 || word->count > count) return -1;
    if (limit > count - word->count + 1) limit = count - word->count + 1;
    // Letters differ from their capitals by one bit; what else differs by it only is sorted out afterwards.
    uint8_t rare = word->bytes[word->rare], other = word->bytes[word->other];
    bytes16 rare_fold = all(word->ignores_case && is_letter(rare) ? 0x20 : 0);
    bytes16 other_fold = all(word->ignores_case && is_letter(other) ? 0x20 : 0);
    bytes16 rares = all(rare), others = all(other);
    size_t place = from;
    for (; place + 16 <= limit; place += 16) {
        bytes16 same = (bytes16)((load(text + place + word->rare) | rare_fold) == rares)
            & (bytes16)((load(text + place + word->other) | other_fold) == others);
        uint64_t halves[2];
        memcpy(halves, &same, sizeof halves);
        if (!(halves[0] | halves[1])) continue;
        for (size_t index = 0; index < 16; index += 1) {
            if (same[index] && stands(word, text + place + index, text + count)) return (ptrdiff_t)(place + index);
        }
    }
    for (; place < limit; place += 1) {
        if (stands(word, text + place, text + count)) return (ptrdiff_t)place;
    }
    return -1;
}
