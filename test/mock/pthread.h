#pragma once

extern "C" {
typedef unsigned long pthread_t;
typedef unsigned pthread_key_t;
typedef struct {
  int Opaque;
} pthread_attr_t;

// With SC_MOCK_PTHREAD_MACROS, macros, as in musl and on the BSDs; or else
// enumerators, and macros of the same names, as in glibc.
#ifdef SC_MOCK_PTHREAD_MACROS
#define PTHREAD_CREATE_JOINABLE 0
#define PTHREAD_CREATE_DETACHED 1
#else
enum { PTHREAD_CREATE_JOINABLE, PTHREAD_CREATE_DETACHED };
#define PTHREAD_CREATE_JOINABLE PTHREAD_CREATE_JOINABLE
#define PTHREAD_CREATE_DETACHED PTHREAD_CREATE_DETACHED
#endif

int pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
int pthread_join(pthread_t, void **);
void pthread_exit(void *);
int pthread_detach(pthread_t);
pthread_t pthread_self();
int pthread_attr_init(pthread_attr_t *);
int pthread_attr_destroy(pthread_attr_t *);
int pthread_attr_setdetachstate(pthread_attr_t *, int);
int pthread_key_create(pthread_key_t *, void (*)(void *));
int pthread_setspecific(pthread_key_t, const void *);
}
