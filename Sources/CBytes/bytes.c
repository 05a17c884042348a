#define _GNU_SOURCE
#include "CBytes.h"
#include <string.h>

ptrdiff_t gloss_last_index(const uint8_t *bytes, size_t count, uint8_t value) {
    const uint8_t *found = count ? memrchr(bytes, value, count) : NULL;
    return found ? found - bytes : -1;
}

ptrdiff_t gloss_first_index(const uint8_t *bytes, size_t count, const uint8_t *needle, size_t needle_count) {
    const uint8_t *found = count ? memmem(bytes, count, needle, needle_count) : NULL;
    return found ? found - bytes : -1;
}
