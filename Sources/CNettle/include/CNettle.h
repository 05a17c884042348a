// SHA-256 by nettle, with nothing of nettle's headers shown.
#ifndef GLOSS_CNETTLE_H
#define GLOSS_CNETTLE_H

#include <stddef.h>
#include <stdint.h>

/// A SHA-256 (FIPS 180-4) that is being computed.
typedef struct gloss_sha256 gloss_sha256;

/// Begins one; NULL when there is no memory left. It is ended by `gloss_sha256_free`.
gloss_sha256 *gloss_sha256_open(void);
void gloss_sha256_update(gloss_sha256 *hash, const uint8_t *bytes, size_t count);
/// Writes the 32 bytes of the hash of all that was given.
void gloss_sha256_finish(gloss_sha256 *hash, uint8_t *digest);
void gloss_sha256_free(gloss_sha256 *hash);

#endif
