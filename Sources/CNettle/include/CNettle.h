// SHA-256 by nettle, with nothing of nettle's headers shown.
#ifndef GLOSS_CNETTLE_H
#define GLOSS_CNETTLE_H

#include <stddef.h>
#include <stdint.h>

/// A hash in the making; free it with gloss_sha256_finish.
typedef struct gloss_sha256 gloss_sha256;

/// Begins a SHA-256 (FIPS 180-4). NULL when there is no memory.
gloss_sha256 *gloss_sha256_begin(void);
void gloss_sha256_update(gloss_sha256 *hash, const uint8_t *bytes, size_t count);
/// Writes the 32 bytes of the digest and frees the hash.
void gloss_sha256_finish(gloss_sha256 *hash, uint8_t *digest);

#endif
