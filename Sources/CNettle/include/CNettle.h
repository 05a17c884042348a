// SHA-256 by nettle, with nothing of nettle's headers shown.
#ifndef GLOSS_CNETTLE_H
#define GLOSS_CNETTLE_H

#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of the SHA-256 (FIPS 180-4) of `count` bytes.
void gloss_sha256(const uint8_t *bytes, size_t count, uint8_t *digest);

#endif
