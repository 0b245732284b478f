// RUN: %check_structured %s structured-loop-capture %t

#include <string>
#include <thread>
#include <vector>

void use(int);
void change(int &);

struct Fixed {
  Fixed();
  Fixed(const Fixed &) = delete;
  int Number;
};

void named() {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I)
    All.emplace_back([&I] { use(I); });
  // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'I'
  // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'I' by reference
  // CHECK-NOTES: :[[@LINE-4]]:26: note: 'I' changes here
  // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (review): the work gets a copy of 'I', as it is when the work is started
  // CHECK-REVIEW: {{^}}    All.emplace_back([I] { use(I); });
  for (std::thread &Each : All)
    Each.join();
}

void byDefault(int Sum) {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    std::string Text = std::to_string(I);
    All.push_back(std::thread([&] { use(Sum + static_cast<int>(Text.size())); }));
    // CHECK-NOTES: :[[@LINE-1]]:19: warning: this work may run on into the next round of the loop, and holds 'Text'
    // CHECK-NOTES: :[[@LINE-2]]:64: note: the work holds 'Text' by reference
    // CHECK-NOTES: :[[@LINE+3]]:3: note: 'Text' dies here
    // CHECK-NOTES: :[[@LINE-4]]:19: note: fix (review): the work gets a copy of 'Text'
    // CHECK-REVIEW: {{^}}    All.push_back(std::thread([&, Text] { use(Sum + static_cast<int>(Text.size())); }));
  }
  for (std::thread &Each : All)
    Each.join();
}

// A copy would not do: it could not be made, or not be changed.
void noCopies() {
  std::vector<std::thread> All;
  for (int I = 0; I < 3; ++I) {
    Fixed Each;
    All.emplace_back([&Each] { use(Each.Number); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'Each'
    // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'Each' by reference
    // CHECK-NOTES: :[[@LINE+9]]:3: note: 'Each' dies here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (manual): give the work a copy, or wait for it in the same round
    int Count = I;
    All.emplace_back([&Count] { change(Count); });
    // CHECK-NOTES: :[[@LINE-1]]:5: warning: this work may run on into the next round of the loop, and holds 'Count'
    // CHECK-NOTES: :[[@LINE-2]]:24: note: the work holds 'Count' by reference
    // CHECK-NOTES: :[[@LINE+3]]:3: note: 'Count' dies here
    // CHECK-NOTES: :[[@LINE-4]]:5: note: fix (manual): give the work a copy, or wait for it in the same round
    // CHECK-REVIEW: {{^}}    All.emplace_back([&Count] { change(Count); });
  }
  for (std::thread &Each : All)
    Each.join();
}
