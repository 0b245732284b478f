// RUN: %check_structured -std=c++17-or-later %s structured-manual-waitgroup %t

#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

void work();
void note() noexcept;
void step(int);

// Where only the slot is in the way, the threads become tasks, and the slot stays.

void moreInHandler(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  // CHECK-FIXES: {{^}}  std::exception_ptr First;
  // CHECK-FIXES-NEXT: {{^}}  sc::group Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        note();
        First = std::current_exception();
      }
    });
  // CHECK-FIXES: {{^}}    Workers.go([&] {
  // CHECK-FIXES-NEXT: {{^}}      try {
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
  // CHECK-FIXES: {{^}}  if (First)
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-17]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-13]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): the threads become tasks of a group; 'First' stays, as more is done with what a thread catches than to keep it in 'First'
}

void severalHandlers(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (int) {
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a thread does not catch everything in one place
}

void onlySome(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (const std::exception &) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a thread does not catch everything in one place
}

void moreThanTried(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
      note();
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a thread does more than to try its work
}

void saysNoexcept(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&]() noexcept {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as what a thread runs says that it does not throw
}

void doneBefore(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  note();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as something is done before 'First' is rethrown
}

void moreWhereRethrown(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First) {
    note();
    std::rethrow_exception(First);
  }
  // CHECK-NOTES: :[[@LINE-2]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-14]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-5]]:5: note: fix (safe): {{.*}}; 'First' stays, as more is done where 'First' is rethrown
}

// Only the error of the first thread came out.
void ofOne(int Count) {
  std::vector<std::exception_ptr> Errors(Count);
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&, I] {
      try {
        work();
      } catch (...) {
        Errors[I] = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (Errors[0])
    std::rethrow_exception(Errors[0]);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'Errors' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'Errors' stays, as more is done where 'Errors' is rethrown
}

void usedInCondition(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as 'First' is used for something else too
  if (First)
    note();
}

void declaredTogether(int Count) {
  std::exception_ptr First, Other;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as the declaration of 'First' does more
}

void sameName(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&](int Number) {
      try {
        int Number = Count;
        step(Number);
      } catch (...) {
        First = std::current_exception();
      }
    }, I);
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a name is declared both in what a thread tries and for that
}

void named() {
  std::exception_ptr First;
  auto Work = [&] {
    try {
      work();
    } catch (...) {
      First = std::current_exception();
    }
  };
  std::thread One(Work);
  std::thread Two(Work);
  One.join();
  Two.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-7]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-11]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-8]]:15: note: started here
  // CHECK-NOTES: :[[@LINE-13]]:7: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-6]]:5: note: fix (safe): {{.*}}; 'First' stays, as what a thread runs is not written where it is started
}

// Another thread is joined with them.
void oneMore(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  Workers.emplace_back([] { note(); });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-10]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a thread does more than to try its work
}

void commentsInHandler(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        // Told later.
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-13]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): {{.*}}; 'First' stays, as a comment would be lost
}

// Where the threads cannot become tasks, it is for the author to say.

void commentsAtJoin(int Count) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < Count; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join(/* all */);
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (manual): {{.*}}; no fix, as a comment would be lost
}

template <class T> void templates(T Work) {
  std::exception_ptr First;
  std::vector<std::thread> Workers;
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back([&] {
      try {
        work();
      } catch (...) {
        First = std::current_exception();
      }
    });
  for (auto &Worker : Workers)
    Worker.join();
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-9]]:9: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program; 'First' stays, as it is in a template, which may be used with other types
}
template void templates(void (*)());

void futures(int Count) {
  std::exception_ptr First;
  {
    std::vector<std::future<void>> Steps;
    for (int I = 0; I < Count; ++I)
      Steps.push_back(std::async(std::launch::async, [&, I] {
        try {
          step(I);
        } catch (...) {
          First = std::current_exception();
        }
      }));
  }
  if (First)
    std::rethrow_exception(First);
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: 'First' carries an error by hand
  // CHECK-NOTES: :[[@LINE-11]]:23: note: started here
  // CHECK-NOTES: :[[@LINE-8]]:11: note: keeps its error here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (manual): {{.*}}; no fix, as where the group should be is a decision
}
