// RUN: %check_structured -std=c++11,c++17,c++20 %s structured-manual-waitgroup %t

#include <exception>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

void work();
void more();
void step(int);
void show(std::exception_ptr);

void firstError(int Count) {
  std::mutex Guard;
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&, I] {
      try {
        step(I);
      } catch (...) {
        std::lock_guard<std::mutex> Lock(Guard);
        if (!First)
          First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand from work that is started here; a group, such as an 'sc::group', rethrows the first error of its work [structured-manual-waitgroup]
  // CHECK-NOTES: :[[@LINE-14]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:11: note: keeps its error here
}

void oneForEach(int Count) {
  std::vector<std::exception_ptr> Errors(Count);
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&, I] {
      try {
        step(I);
      } catch (...) {
        Errors[I] = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  for (const auto &Error : Errors)
    if (Error)
      std::rethrow_exception(Error);
  // CHECK-NOTES: :[[@LINE-1]]:7: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: keeps its error here
}

void twoThreads() {
  std::exception_ptr Error = nullptr;
  std::thread First([&] {
    try {
      work();
    } catch (...) {
      Error = std::current_exception();
    }
  });
  std::thread Second([&Error] {
    try {
      more();
    } catch (...) {
      if (Error == nullptr)
        Error = std::current_exception();
    }
  });
  First.join();
  Second.join();
  if (Error != nullptr)
    std::rethrow_exception(Error);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Error' carries an error by hand
  // CHECK-NOTES: :[[@LINE-20]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-17]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-15]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: keeps its error here
}

void allOfThem(int Count) {
  std::mutex Guard;
  std::vector<std::exception_ptr> Errors;
  {
    std::vector<std::future<void>> Steps;
    for (int I = 0; I < Count; ++I)
      Steps.push_back(std::async(std::launch::async, [&, I] {
        try {
          step(I);
        } catch (...) {
          std::lock_guard<std::mutex> Lock(Guard);
          Errors.push_back(std::current_exception());
        }
      }));
  }
  if (!Errors.empty())
    std::rethrow_exception(Errors.front());
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:23: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:11: note: keeps its error here
}

// What is none.

void shown(int Count) {
  std::exception_ptr Last;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        Last = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  show(Last); // ok: it is not only rethrown.
  if (Last)
    std::rethrow_exception(Last);
}

void notRethrown(int Count) {
  std::exception_ptr Last;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        Last = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (Last) // ok: what is told is that there was an error, not which.
    more();
}

void ofOneThread() {
  std::exception_ptr Error;
  std::thread Worker([&] {
    try {
      work();
    } catch (...) {
      Error = std::current_exception();
    }
  });
  Worker.join();
  if (Error)
    std::rethrow_exception(Error); // ok: one is no group.
}

void oneAfterTheOther(int Count) {
  for (int I = 0; I < Count; ++I) {
    std::exception_ptr Error;
    std::thread Worker([&] {
      try {
        step(I);
      } catch (...) {
        Error = std::current_exception();
      }
    });
    Worker.join();
    if (Error)
      std::rethrow_exception(Error); // ok: one at a time.
  }
}

void setElsewhere(int Count, std::exception_ptr &Error) {
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        Error = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (Error)
    std::rethrow_exception(Error); // ok: others may have set it, or look at it.
}

void workLooksAtIt(int Count) {
  std::exception_ptr Error;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      while (!Error) // ok: it tells the others to stop, too.
        try {
          work();
        } catch (...) {
          Error = std::current_exception();
        }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (Error)
    std::rethrow_exception(Error);
}
