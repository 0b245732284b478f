// RUN: %check_structured -std=c++17-or-later %s structured-prefer-group %t -- -config='{CheckOptions: {structured-prefer-group.Enable: true}}'

#include <thread>
#include <vector>

void step(int) noexcept;

// What is run is written here, so that all instantiations are alike; but others may throw.
template <class T> void ofLambdas(T &Sum) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  sc::group Workers(sc::propagate::terminate);
  for (int I = 0; I < 4; ++I)
    Workers.emplace_back([&Sum, I]() noexcept { Sum += I; });
  // CHECK-FIXES: {{^}}    Workers.go([&Sum, I]() noexcept { Sum += I; });
  for (auto &Worker : Workers)
    Worker.join();
  // CHECK-FIXES: {{^}}  Workers.wait();
}
template void ofLambdas(int &);
template void ofLambdas(double &);

// Another instantiation may hold something else, or run what takes a token.
template <class Thread> void ofParameters() {
  std::vector<Thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  std::vector<Thread> Workers;
  Workers.emplace_back([]() noexcept { step(1); });
  for (auto &Worker : Workers)
    Worker.join();
}
template void ofParameters<std::thread>();

// What another instantiation leaves out is not seen here.
template <bool Twice> void inBranches(int &Sum) {
  std::vector<std::thread> Workers;
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the threads in 'Workers' are started and joined by hand
  // CHECK-FIXES: {{^}}  std::vector<std::thread> Workers;
  Workers.emplace_back([&Sum]() noexcept { Sum += 1; });
  if constexpr (Twice)
    Workers.emplace_back([&Sum]() noexcept { Sum += 2; });
  for (auto &Worker : Workers)
    Worker.join();
}
template void inBranches<false>(int &);
