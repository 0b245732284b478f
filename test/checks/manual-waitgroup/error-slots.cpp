// RUN: %check_structured -std=c++17-or-later %s structured-manual-waitgroup %t

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

void work();
void more();
void step(int);

void firstError(int Count) {
  std::mutex Guard;
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  // CHECK-REVIEW: {{^}}void firstError(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&, I] {
      try {
        step(I);
        work(); // Both.
      } catch (...) {
        std::lock_guard<std::mutex> Lock(Guard);
        if (!First)
          First = std::current_exception();
      }
    });
  // CHECK-REVIEW: {{^}}    Workers.go([&, I] {
  // CHECK-REVIEW: {{^}}      step(I);
  // CHECK-REVIEW-NEXT: {{^}}      work(); // Both.
  // CHECK-REVIEW-NEXT: {{^}}    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-19]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-13]]:11: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (review): the threads become tasks of a group, and the first error of one comes out of 'wait()', in place of 'First', after which none starts{{$}}
  // CHECK-REVIEW: {{^}}  Workers.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
  // CHECK-REVIEW-NEXT: {{^}}  //
  // CHECK-REVIEW-NEXT: {{^}}  //
  // CHECK-REVIEW-NEXT: {{^}}  //
}

// Each has a place of its own, and the first in their order came out.
void oneForEach(int Count) {
  std::vector<std::exception_ptr> Errors(Count);
  std::vector<std::thread> Workers;
  // CHECK-REVIEW: {{^}}void oneForEach(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Workers;
  // CHECK-REVIEW-NEXT: {{^}}  //
  for (int I = 0; I < Count; ++I)
    Workers.push_back(std::thread([&Errors, I] {
      try {
        work();
      } catch (...) {
        Errors[I] = std::current_exception();
      }
    }));
  // CHECK-REVIEW: {{^}}    Workers.go([] {
  // CHECK-REVIEW-NEXT: {{^}}      work();
  // CHECK-REVIEW-NEXT: {{^}}    });
  for (auto &Worker : Workers)
    Worker.join();
  for (const auto &Error : Errors)
    if (Error)
      std::rethrow_exception(Error);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-16]]:23: note: started here
  // CHECK-NOTES: :[[@LINE-13]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:7: note: fix (review): {{.*}}, in place of 'Errors', after which none starts; before, their order in 'Errors' told which is the first
  // CHECK-REVIEW: {{^}}  Workers.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
}

void allOfThem(int Count) {
  std::vector<std::exception_ptr> Errors;
  std::mutex Guard;
  std::vector<std::thread> Workers;
  // CHECK-REVIEW: {{^}}void allOfThem(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&Guard, &Errors](int Number) { try { step(Number); } catch (...) {
      std::unique_lock<std::mutex> Lock(Guard);
      Errors.push_back(std::current_exception());
    } }, I);
  // CHECK-REVIEW: {{^}}    Workers.go([](int Number) { step(Number); }, I);
  for (auto &Worker : Workers)
    Worker.join();
  if (!Errors.empty()) {
    std::rethrow_exception(Errors.front());
  }
  // CHECK-NOTES: :[[@LINE-2]]:5: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-11]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: fix (review): {{.*}}, in place of 'Errors', after which none starts{{$}}
  // CHECK-REVIEW: {{^}}  Workers.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
}

// Without a look at what is there, the last error came out. The mutex is for more.
void twoThreads(int Number) {
  std::mutex Guard;
  std::exception_ptr error = nullptr;
  // CHECK-REVIEW: {{^}}void twoThreads(int Number) {
  // CHECK-REVIEW-NEXT: {{^}}  std::mutex Guard;
  // CHECK-REVIEW-NEXT: {{^}}  sc::group tasks;
  // CHECK-REVIEW-NEXT: {{^}}  //
  std::thread first([&Guard, &error, Number] {
    try {
      std::lock_guard<std::mutex> Lock(Guard);
      if (Number)
        return;
      work();
    } catch (...) {
      std::lock_guard<std::mutex> Lock(Guard);
      error = std::current_exception();
    }
  });
  // CHECK-REVIEW: {{^}}  tasks.go([&Guard, Number] {
  // CHECK-REVIEW-NEXT: {{^}}    std::lock_guard<std::mutex> Lock(Guard);
  // CHECK-REVIEW-NEXT: {{^}}    if (Number)
  // CHECK-REVIEW-NEXT: {{^}}      return;
  // CHECK-REVIEW-NEXT: {{^}}    work();
  // CHECK-REVIEW-NEXT: {{^}}  });
  std::thread second([=, &error, &Guard] {
    try {
      step(Number);
    } catch (...) {
      std::lock_guard<std::mutex> Lock(Guard);
      error = std::current_exception();
    }
  });
  // CHECK-REVIEW: {{^}}  tasks.go([=] {
  // CHECK-REVIEW-NEXT: {{^}}    step(Number);
  // CHECK-REVIEW-NEXT: {{^}}  });
  first.join();
  second.join();
  int Left = Number;
  if (error != nullptr)
    std::rethrow_exception(error);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'error' carries an error by hand
  // CHECK-NOTES: :[[@LINE-34]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-27]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-19]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-15]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: fix (review): {{.*}}, in place of 'error', after which none starts; before, it was the last
  // CHECK-REVIEW: {{^}}  tasks.wait();
  // CHECK-REVIEW-NEXT: {{^}}  int Left = Number;
  // CHECK-REVIEW-NEXT: {{^}}  //
  step(Left);
}

// A literal of several lines keeps them.
void write(const char *);
void literals(int Count) {
  std::exception_ptr Errors[4];
  std::thread Workers[4];
  // CHECK-REVIEW: {{^}}void literals(int Count) {
  // CHECK-REVIEW-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < 4; ++I)
    Workers[I] = std::thread([&, I] {
      try {
        if (I < Count)
          write(R"(a
        b)");
        more();
      } catch (...) {
        if (Errors[I] == nullptr)
          Errors[I] = std::current_exception();
      }
    });
  // CHECK-REVIEW: {{^}}    Workers.go([&, I] {
  // CHECK-REVIEW-NEXT: {{^}}      if (I < Count)
  // CHECK-REVIEW-NEXT: {{^}}        write(R"(a
  // CHECK-REVIEW-NEXT: {{^}}        b)");
  // CHECK-REVIEW-NEXT: {{^}}      more();
  // CHECK-REVIEW-NEXT: {{^}}    });
  for (int I = 0; I < 4; ++I)
    Workers[I].join();
  for (int I = 0; I < 4; ++I) {
    if (Errors[I])
      std::rethrow_exception(Errors[I]);
  }
  // CHECK-NOTES: :[[@LINE-2]]:7: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-24]]:18: note: started here
  // CHECK-NOTES: :[[@LINE-17]]:11: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-5]]:7: note: fix (review): {{.*}}; before, their order in 'Errors' told which is the first
  // CHECK-REVIEW: {{^}}  Workers.wait();
  // CHECK-REVIEW-NEXT: {{^}}  //
}
