// Tasks of OpenMP that share what ends before them.
// RUN: %check_structured %s structured-escaping-capture %t -- -- -fopenmp

int work(int);

void shared() {
  int Sum = 0;
#pragma omp task untied shared(Sum)
  // CHECK-NOTES: :[[@LINE-1]]:1: warning: this work may outlive 'Sum', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
  // CHECK-NOTES: :[[@LINE-2]]:32: note: the work holds 'Sum' by reference
  // CHECK-NOTES: :[[@LINE+2]]:1: note: 'Sum' dies here, and nothing has waited for the work
  Sum = work(1);
}

void parameter(int Sum, int &OfCaller) {
#pragma omp task shared(Sum, OfCaller)
  // CHECK-NOTES: :[[@LINE-1]]:1: warning: this work may outlive 'Sum', which it holds; wait
  // CHECK-NOTES: :[[@LINE-2]]:25: note: the work holds 'Sum' by reference
  // CHECK-NOTES: :[[@LINE+5]]:1: note: 'Sum' dies here
  {
    Sum = work(1);
    OfCaller = Sum;
  }
}

void copied() { // ok: what is not shared is copied.
  int Sum = 0;
#pragma omp task untied
  Sum = work(1);
}

int waited() { // ok: it is waited for.
  int Sum = 0;
#pragma omp task shared(Sum)
  Sum = work(1);
#pragma omp taskwait
  return Sum;
}

int grouped() { // ok: the end of the group waits.
  int Sum = 0;
#pragma omp taskgroup
  {
#pragma omp task shared(Sum)
    Sum = work(1);
  }
  return Sum;
}

int region() { // ok: the end of the region waits.
  int Sum = 0;
#pragma omp parallel
#pragma omp single
  {
#pragma omp task shared(Sum)
    Sum = work(1);
  }
  return Sum;
}

void atOnce() { // ok: it is run here.
  int Sum = 0;
#pragma omp task shared(Sum) if (0)
  Sum = work(1);
}

void fixed() { // ok: it lives as long as the program.
  static int Sum = 0;
#pragma omp task shared(Sum)
  Sum = work(1);
}
