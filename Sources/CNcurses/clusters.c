// One atomic cell per cluster: the program's own wcwidth(3) and wcrtomb(3), which ncurses calls in place of the C
// library's, know the clusters that were interned under code points of the private plane 16.

#define _GNU_SOURCE
#include "CNcurses.h"

#include <dlfcn.h>
#include <string.h>
#include <wchar.h>

enum { piece_bytes = cluster_bytes / cluster_pieces };

// The second and later pieces of a cluster have codes of their own above Unicode, four to a cluster.
enum { later_first = 0x200000, later_limit = later_first + cluster_limit * (cluster_pieces - 1) };

struct cluster {
    uint8_t length;
    uint8_t width;
    char bytes[cluster_bytes];
};

static struct cluster clusters[cluster_limit];

static int (*library_width)(wchar_t);
static size_t (*library_encode)(char *, wchar_t, mbstate_t *);

// The C library's own functions are found when the program is loaded, before there is a second thread.
__attribute__((constructor)) static void find_library(void) {
    *(void **)&library_width = dlsym(RTLD_NEXT, "wcwidth");
    *(void **)&library_encode = dlsym(RTLD_NEXT, "wcrtomb");
}

void cluster_set(int index, const char *bytes, int length, int width) {
    if (index < 0 || index >= cluster_limit || length <= 0) return;
    struct cluster *cluster = &clusters[index];
    cluster->length = (uint8_t)(length > cluster_bytes ? cluster_bytes : length);
    cluster->width = (uint8_t)width;
    memcpy(cluster->bytes, bytes, cluster->length);
}

int cluster_expand(int32_t code, int32_t *codes) {
    codes[0] = code;
    int index = code - cluster_first;
    if (index < 0 || index >= cluster_limit) return 1;
    int count = (clusters[index].length + piece_bytes - 1) / piece_bytes;
    for (int piece = 1; piece < count; piece++) {
        codes[piece] = later_first + index * (cluster_pieces - 1) + piece - 1;
    }
    return count > 0 ? count : 1;
}

int cluster_library_width(int32_t code) {
    if (code >= 0x20 && code < 0x7f) return 1;
    if (library_width) return library_width((wchar_t)code);
    return -1;
}

int wcwidth(wchar_t code) {
    if (code >= 0x20 && code < 0x7f) return 1;
    if (code >= cluster_first && code < cluster_first + cluster_limit) return clusters[code - cluster_first].width;
    if (code >= later_first && code < later_limit) return 0;
    return cluster_library_width(code);
}

// The bytes of one piece; ncurses gives each its own call and a buffer of MB_LEN_MAX (16) bytes.
static size_t copy_piece(char *to, const struct cluster *cluster, int piece) {
    int start = piece * piece_bytes;
    int count = cluster->length - start;
    if (count > piece_bytes) count = piece_bytes;
    if (count <= 0) return 0;
    memcpy(to, cluster->bytes + start, (size_t)count);
    return (size_t)count;
}

size_t wcrtomb(char *to, wchar_t code, mbstate_t *state) {
    if (to && code >= cluster_first && code < cluster_first + cluster_limit) {
        return copy_piece(to, &clusters[code - cluster_first], 0);
    }
    if (to && code >= later_first && code < later_limit) {
        int place = code - later_first;
        return copy_piece(to, &clusters[place / (cluster_pieces - 1)], 1 + place % (cluster_pieces - 1));
    }
    if (library_encode) return library_encode(to, code, state);
    if (to && code >= 0 && code < 0x80) {
        *to = (char)code;
        return 1;
    }
    return to ? (size_t)-1 : 1;
}
