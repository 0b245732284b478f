#pragma once

extern "C" {
typedef unsigned long thrd_t;
enum { thrd_success, thrd_error };
typedef int (*thrd_start_t)(void *);
int thrd_create(thrd_t *, thrd_start_t, void *);
int thrd_join(thrd_t, int *);
void thrd_exit(int);
int thrd_detach(thrd_t);
thrd_t thrd_current();
typedef unsigned tss_t;
int tss_create(tss_t *, void (*)(void *));
}
