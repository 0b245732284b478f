// The headers of Asio, as Debian has them.
// REQUIRES: asio
// RUN: %check_structured -std=c++20 %s 'structured-escaping-capture' %t -- -- -stdlib=libstdc++ -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE

#include <asio.hpp>
#include <functional>
#include <memory>
#include <vector>

void use(int);

void posted(asio::thread_pool &Pool) {
  int Sum = 0;
  asio::post(Pool, [&Sum] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds; wait for it before that, or give it a copy [structured-escaping-capture]
}

void postedByExecutor(asio::io_context &Context) {
  int Sum = 0;
  asio::defer(Context.get_executor(), [&] { ++Sum; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void onStrand(asio::io_context &Context) {
  int Sum = 0;
  auto Strand = asio::make_strand(Context);
  asio::post(asio::bind_executor(Strand, [&Sum] { ++Sum; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void byBind(asio::io_context &Context) {
  int Sum = 0;
  asio::post(Context, std::bind(use, std::ref(Sum)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void byInitCapture(asio::io_context &Context) {
  std::vector<int> Items;
  asio::post(Context, [Taken = std::move(Items)] { use(Taken.front()); });
  asio::post(Context, [&Kept = Items] { use(Kept.front()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Items', which it holds
}

void byVariable(asio::io_context &Context) {
  int Sum = 0;
  std::function<void()> Work = [&Sum] { ++Sum; };
  asio::post(Context, Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

void generic(asio::ip::tcp::socket &Socket) {
  int Count = 0;
  asio::async_write(Socket, asio::buffer("x", 1), [&](auto, auto) { ++Count; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Count', which it holds
}

void buffered(asio::ip::tcp::socket &Socket) {
  char Data[100];
  Socket.async_read_some(asio::buffer(Data), [](std::error_code, std::size_t) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Data', which it holds
}

struct Adder {
  int &Sum;
  void operator()() const { ++Sum; }
};

void named(asio::io_context &Context) {
  int Sum = 0;
  asio::post(Context, Adder{Sum});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}

asio::awaitable<void> session(asio::ip::tcp::socket &Socket) {
  char Data[100];
  co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
}

void spawned(asio::io_context &Context) {
  asio::ip::tcp::socket Socket(Context);
  asio::co_spawn(Context, session(Socket), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Socket', which it holds
}

void spawnedWithHandler(asio::io_context &Context) {
  int Sum = 0;
  asio::co_spawn(
      // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
      Context,
      [&]() -> asio::awaitable<void> {
        ++Sum;
        co_return;
      },
      [](std::exception_ptr) {});
}

// Fine: what runs it is run before that, or joined.

void pooled() {
  int Sum = 0;
  asio::thread_pool Pool(2);
  asio::post(Pool, [&Sum] { ++Sum; });
  Pool.join();
}

void poolDiesFirst() {
  int Sum = 0;
  asio::thread_pool Pool(2);
  asio::post(Pool, [&Sum] { ++Sum; });
}

void run() {
  int Sum = 0;
  asio::io_context Context;
  asio::post(Context, [&Sum] { ++Sum; });
  asio::steady_timer Timer(Context);
  Timer.async_wait([&](std::error_code) { ++Sum; });
  asio::ip::tcp::socket Socket(Context);
  asio::co_spawn(Context, session(Socket), asio::detached);
  Context.run();
}

void ranByCaller(asio::io_context &Context) {
  int Sum = 0;
  asio::post(Context, [&Sum] { ++Sum; });
  while (Context.run_one()) {
  }
}

int awaitedByFuture(asio::thread_pool &Pool) {
  int Sum = 0;
  asio::post(Pool, std::packaged_task<void()>([&Sum] { ++Sum; }));
  std::future<void> Done = asio::post(Pool, asio::use_future);
  Done.get();
  return Sum;
}

asio::awaitable<void> awaits(asio::thread_pool &Pool) {
  int Sum = 0;
  co_await asio::co_spawn(
      Pool,
      [&]() -> asio::awaitable<void> {
        ++Sum;
        co_return;
      },
      asio::use_awaitable);
}

void shared(asio::ip::tcp::socket &Socket) {
  auto Data = std::make_shared<std::vector<char>>(100);
  Socket.async_read_some(asio::buffer(*Data), [Data](std::error_code, std::size_t) {});
}

void copied(asio::io_context &Context) {
  int Sum = 0;
  asio::post(Context, [Sum] { use(Sum); });
}

// Who has the signal cancels the operation.

void cancelled(asio::steady_timer &Timer, void (*Wait)()) { // ok: it is told to end before.
  int Sum = 0;
  asio::cancellation_signal Signal;
  Timer.async_wait(asio::bind_cancellation_slot(Signal.slot(), [&Sum](asio::error_code) { ++Sum; }));
  Wait();
  Signal.emit(asio::cancellation_type::all);
}

void notCancelled(asio::steady_timer &Timer, asio::cancellation_signal &Signal) {
  int Sum = 0;
  Timer.async_wait(asio::bind_cancellation_slot(Signal.slot(), [&Sum](asio::error_code) { ++Sum; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this work may outlive 'Sum', which it holds
}
