// Finding bytes in bytes by glibc's extensions, which Swift does not see.
#ifndef GLOSS_CBYTES_H
#define GLOSS_CBYTES_H

#include <stddef.h>
#include <stdint.h>

/// The index of the last byte of this value, memrchr(3); -1 where there is none.
ptrdiff_t gloss_last_index(const uint8_t *bytes, size_t count, uint8_t value);

/// The index of the first occurrence of `needle`, memmem(3); -1 where there is none.
ptrdiff_t gloss_first_index(const uint8_t *bytes, size_t count, const uint8_t *needle, size_t needle_count);

#endif
