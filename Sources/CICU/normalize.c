#include "CICU.h"
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

int32_t gloss_normalize(bool composed, const uint8_t *text, int32_t count, uint8_t *out, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *form = composed ? unorm2_getNFCInstance(&error) : unorm2_getNFDInstance(&error);
    if (U_FAILURE(error)) return -1;
    // A decomposition is at most four times as long in UTF-16 (Unicode Standard Annex #15, section 13).
    int32_t room = 4 * count + 8;
    UChar *units = malloc(2 * (size_t)room * sizeof *units);
    if (!units) return -1;
    int32_t length = 0, normalized = 0, written = 0;
    u_strFromUTF8(units, room, &length, (const char *)text, count, &error);
    normalized = unorm2_normalize(form, units, length, units + room, room, &error);
    u_strToUTF8((char *)out, capacity, &written, units + room, normalized, &error);
    free(units);
    return U_FAILURE(error) ? -1 : written;
}
