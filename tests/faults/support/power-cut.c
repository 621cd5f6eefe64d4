/*
 * Cuts the power of a process: loaded before the C library (LD_PRELOAD), it remembers what each write to a file of one
 * folder replaced until that file is synced. At the write with a chosen number it undoes what was not synced, wholly or
 * from a sector on, leaves some of it as a disk may, in any order, and ends the process. Renamed and removed files stay
 * as they are. Ends with 137.
 *
 * POWER_CUT_FOLDER which folder; POWER_CUT_AT the number of the write; POWER_CUT_SEED chance.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SECTOR = 512 };

/* A file that has writes which are not synced. Its handle is our own and stays open: the writer may close his, and the
   number of an open file is not given to another. */
struct file {
  dev_t device;
  ino_t number;
  int handle;
  struct change *newest;
  struct file *next;
};

/* What a write replaced, and how long the file was before. */
struct change {
  off_t at;
  size_t length;
  size_t had;
  off_t size;
  /* A change of the length alone happens or does not, there is no half of it. */
  int whole;
  struct change *before;
  char old[];
};

static struct file *files;
static long writes;
static long last = -1;
static unsigned seed = 1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);

__attribute__((constructor)) static void begin(void) {
  if (real_write != NULL) return;
  const char *at = getenv("POWER_CUT_AT");
  const char *chance = getenv("POWER_CUT_SEED");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_pwritev = dlsym(RTLD_NEXT, "pwritev64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  folder = getenv("POWER_CUT_FOLDER");
  if (at != NULL) last = atol(at);
  if (chance != NULL) seed = (unsigned)atol(chance);
}

/* The file behind a descriptor when it lies in the folder. What is shared memory, not disk, is left out. */
static struct file *file_of(int descriptor, int make) {
  char link[64], path[4096];
  struct stat state;
  ssize_t length;
  if (folder == NULL || fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode)) return NULL;
  for (struct file *each = files; each != NULL; each = each->next)
    if (each->device == state.st_dev && each->number == state.st_ino) return each;
  if (!make) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder)) != 0 || strstr(path, "-shm") != NULL) return NULL;
  struct file *made = calloc(1, sizeof *made);
  made->device = state.st_dev;
  made->number = state.st_ino;
  made->handle = open(link, O_RDWR | O_CLOEXEC);
  made->next = files;
  files = made;
  return made;
}

static off_t size_of(int descriptor) {
  struct stat state;
  return fstat(descriptor, &state) == 0 ? state.st_size : 0;
}

static void remember(struct file *file, off_t at, size_t length, int whole) {
  struct change *change = malloc(sizeof *change + length);
  ssize_t had = length > 0 ? pread(file->handle, change->old, length, at) : 0;
  change->at = at;
  change->length = length;
  change->whole = whole;
  change->had = had < 0 ? 0 : (size_t)had;
  change->size = size_of(file->handle);
  change->before = file->newest;
  file->newest = change;
}

static void undo(struct file *file, struct change *change, size_t from) {
  off_t size = size_of(file->handle);
  if (change->had > from)
    real_pwrite(file->handle, change->old + from, change->had - from, change->at + (off_t)from);
  if (size > change->size && change->at + (off_t)change->length >= size) {
    off_t kept = from == 0 ? change->size : change->at + (off_t)from;
    if (kept < change->size) kept = change->size;
    real_ftruncate(file->handle, kept);
  }
}

static void cut(void) {
  int undone = 0, torn = 0, kept = 0;
  for (struct file *file = files; file != NULL; file = file->next)
    for (struct change *change = file->newest; change != NULL; change = change->before) {
      int fate = rand_r(&seed) % 3;
      if (fate == 0) {
        kept++;
      } else if (fate == 1 && !change->whole && change->length > SECTOR) {
        undo(file, change, change->length / 2 / SECTOR * SECTOR);
        torn++;
      } else {
        undo(file, change, 0);
        undone++;
      }
    }
  fprintf(stderr, "power cut at write %ld: %d undone, %d torn, %d kept\n", writes, undone, torn, kept);
  _exit(137);
}

static void count(void) {
  writes++;
  if (last >= 0 && writes >= last) cut();
}

static size_t total(const struct iovec *parts, int many) {
  size_t length = 0;
  for (int part = 0; part < many; part++) length += parts[part].iov_len;
  return length;
}

/* Where `write` writes to: its own position, or the end. */
static off_t position_of(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_APPEND) ? size_of(descriptor) : lseek(descriptor, 0, SEEK_CUR);
}

#define WATCHED(descriptor, offset, length, call)     \
  ssize_t done;                                       \
  begin();                                            \
  pthread_mutex_lock(&lock);                          \
  struct file *file = file_of(descriptor, 1);         \
  if (file != NULL) remember(file, offset, length, 0); \
  done = call;                                        \
  if (file != NULL) count();                          \
  pthread_mutex_unlock(&lock);                        \
  return done

ssize_t pwrite64(int descriptor, const void *data, size_t length, off_t at) {
  WATCHED(descriptor, at, length, real_pwrite(descriptor, data, length, at));
}
ssize_t pwrite(int descriptor, const void *data, size_t length, off_t at) {
  return pwrite64(descriptor, data, length, at);
}
ssize_t write(int descriptor, const void *data, size_t length) {
  WATCHED(descriptor, position_of(descriptor), length, real_write(descriptor, data, length));
}
ssize_t writev(int descriptor, const struct iovec *parts, int many) {
  WATCHED(descriptor, position_of(descriptor), total(parts, many), real_writev(descriptor, parts, many));
}
ssize_t pwritev64(int descriptor, const struct iovec *parts, int many, off_t at) {
  WATCHED(descriptor, at, total(parts, many), real_pwritev(descriptor, parts, many, at));
}
ssize_t pwritev(int descriptor, const struct iovec *parts, int many, off_t at) {
  return pwritev64(descriptor, parts, many, at);
}
int ftruncate64(int descriptor, off_t length) {
  pthread_mutex_lock(&lock);
  struct file *file = file_of(descriptor, 1);
  off_t size = size_of(descriptor);
  if (file != NULL && length < size) remember(file, length, (size_t)(size - length), 1);
  int done = real_ftruncate(descriptor, length);
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

/* Nothing is really synced: the cut is ours, and the machine goes on. */
static int synced(int descriptor, int (*real)(int)) {
  pthread_mutex_lock(&lock);
  struct file *file = file_of(descriptor, 0);
  int ours = file != NULL;
  while (ours && file->newest != NULL) {
    struct change *change = file->newest;
    file->newest = change->before;
    free(change);
  }
  pthread_mutex_unlock(&lock);
  return ours ? 0 : real(descriptor);
}
int fsync(int descriptor) { return synced(descriptor, real_fsync); }
int fdatasync(int descriptor) { return synced(descriptor, real_fdatasync); }
