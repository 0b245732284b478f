// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'
// How it looks is for test/clangd/quick_fixes.py: a fix that is safe goes first here.

#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

int count(int) noexcept;
std::string text(int);
void use(const std::vector<int> &);
void useTexts(const std::vector<std::string> &);
void use(int);

// In a block with the lock, and moved.
void offered(int Many) {
  std::mutex Guard;
  std::vector<std::string> Texts;
  // CHECK-FIXES: {{^}}  std::vector<std::string> Texts;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.push_back(std::thread([&Guard, &Texts, I] {
      std::string Line = text(I);
      {
        std::lock_guard<std::mutex> Lock(Guard);
        Texts.push_back(std::move(Line));
      }
    }));
  for (std::thread &Each : Threads)
    Each.join();
  useTexts(Texts);
  // CHECK-NOTES: :[[@LINE-12]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-11]]:23: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-15]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-16]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
  // CHECK-NOTES: :[[@LINE-17]]:28: note: fix (review): the threads become tasks of a group, and what they give are results, or the first error out of 'wait()'; these come in the order in which the tasks are started
}

// The work may need the lock too.
void madeUnderLock(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(count(I));
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-9]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-8]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-12]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-13]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// Somebody looks at it before.
void readBefore(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      int Size = count(I);
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  use(Sizes);
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-11]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-10]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-14]]:28: note: fix (review): the threads become tasks of a group, and an error in one still ends the program; an exception on the way waits for the tasks, where it ended the program
  // CHECK-NOTES: :[[@LINE-15]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'; an exception on the way waits for the tasks, where it ended the program
}

// There is a way past it.
void notAlways(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      int Size = count(I);
      if (Size == 0)
        return;
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-12]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-11]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-15]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-16]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// Something else is done under the lock.
void moreUnderLock(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      int Size = count(I);
      {
        std::lock_guard<std::mutex> Lock(Guard);
        use(Size);
        Sizes.push_back(Size);
      }
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-13]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-12]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-16]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-17]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// It holds something before.
void filled(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes(1);
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      int Size = count(I);
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-10]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-13]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-14]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// It is of the caller.
void ofCaller(int Many, std::vector<int> &Sizes) {
  std::mutex Guard;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      int Size = count(I);
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  for (std::thread &Each : Threads)
    Each.join();
  // CHECK-NOTES: :[[@LINE-9]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-8]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-3]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-12]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-13]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// The tasks would give a number of another type.
void ofOtherType(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I] {
      long Size = count(I);
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-10]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-13]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-14]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}

// It says that it returns nothing.
void ofSaidType(int Many) {
  std::mutex Guard;
  std::vector<int> Sizes;
  std::vector<std::thread> Threads;
  for (int I = 0; I < Many; ++I)
    Threads.emplace_back([&, I]() -> void {
      int Size = count(I);
      std::lock_guard<std::mutex> Lock(Guard);
      Sizes.push_back(Size);
    });
  for (std::thread &Each : Threads)
    Each.join();
  use(Sizes);
  // CHECK-NOTES: :[[@LINE-10]]:28: warning: the threads in 'Threads' are
  // CHECK-NOTES: :[[@LINE-9]]:5: note: started here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: joined here
  // CHECK-NOTES: :[[@LINE-13]]:28: note: fix (safe): the threads become tasks of a group, and an error in one still ends the program
  // CHECK-NOTES: :[[@LINE-14]]:28: note: fix (review): the same, and the first error of a task comes out of 'wait()'
}
