// Every member of a group that is used daily.
#include <cstdio>
#include <future>
#include <sc/group.h>

// begin main
int main() {
  // Create, after what the tasks use
  std::promise<void> let_go;
  sc::group tasks(sc::limit{1});

  // Start
  tasks.go([wait_for = let_go.get_future()] { wait_for.wait(); });
  std::printf("try_go at the limit: %s\n", tasks.try_go([] {}) ? "started" : "refused");
  tasks.go([] {});  // Waits for a place. go_blocking would wait here.
  std::printf("active %zu, queued %zu\n", tasks.active(), tasks.queued());
  tasks.set_limit(8);
  auto answer = tasks.spawn([](int x) { return 2 * x; }, 21);

  // Join
  let_go.set_value();
  tasks.wait();
  std::printf("answer %d\n", answer.get());

  // Look
  std::printf("cause: %s\n", tasks.cause() ? "some" : "none");
  std::printf("stop requested: %s\n", tasks.token().stop_requested() ? "yes" : "no");
}
// end main
