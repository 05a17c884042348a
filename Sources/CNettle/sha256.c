#include "CNettle.h"
#include <nettle/sha2.h>
#include <stdlib.h>

struct gloss_sha256 {
    struct sha256_ctx context;
};

gloss_sha256 *gloss_sha256_open(void) {
    gloss_sha256 *hash = malloc(sizeof *hash);
    if (hash) sha256_init(&hash->context);
    return hash;
}

void gloss_sha256_update(gloss_sha256 *hash, const uint8_t *bytes, size_t count) {
    sha256_update(&hash->context, count, bytes);
}

void gloss_sha256_finish(gloss_sha256 *hash, uint8_t *digest) {
    sha256_digest(&hash->context, SHA256_DIGEST_SIZE, digest);
}

void gloss_sha256_free(gloss_sha256 *hash) { free(hash); }
