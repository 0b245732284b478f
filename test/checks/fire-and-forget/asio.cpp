// Coroutines that are detached, with the headers of Asio.
// REQUIRES: asio
// RUN: %check_structured -std=c++20 %s 'structured-fire-and-forget' %t -- -- -stdlib=libstdc++ -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE

#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <iostream>
#include <memory>
#include <stdexcept>

using asio::ip::tcp;
void log(std::exception_ptr);

asio::awaitable<void> session(tcp::socket Socket) {
  char Data[100];
  for (;;)
    co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
}

asio::awaitable<void> careful(tcp::socket Socket) {
  try {
    char Data[100];
    for (;;)
      co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
  } catch (const std::exception &Error) {
    std::cerr << Error.what();
  }
}

asio::awaitable<void> byResult(tcp::socket Socket) {
  char Data[100];
  asio::error_code Error;
  co_await Socket.async_read_some(asio::buffer(Data), asio::redirect_error(asio::use_awaitable, Error));
  auto Executor = co_await asio::this_coro::executor;
  asio::steady_timer Timer(Executor);
  auto [Failed] = co_await Timer.async_wait(asio::experimental::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> passesOn(tcp::socket Socket) { co_await session(std::move(Socket)); }
asio::awaitable<void> passesOnCareful(tcp::socket Socket) { co_await careful(std::move(Socket)); }
asio::awaitable<void> elsewhere();

asio::awaitable<void> narrow(tcp::socket Socket) {
  try {
    co_await session(std::move(Socket));
  } catch (const std::out_of_range &) {
  }
}

void dropped(asio::io_context &Context, tcp::socket Socket) {
  asio::co_spawn(Context, session(std::move(Socket)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detached' drops the error that ends this coroutine, so that nobody learns of it; pass a completion handler that takes the error, or await the coroutine [structured-fire-and-forget]
  // CHECK-MESSAGES: :17:5: note: awaited here, where nothing catches an error
  asio::co_spawn(Context, passesOn(tcp::socket(Context)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detached' drops the error that ends this coroutine
  asio::co_spawn(Context, narrow(tcp::socket(Context)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detached' drops the error that ends this coroutine
  asio::co_spawn(Context, [&Context] { return session(tcp::socket(Context)); }, asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detached' drops the error that ends this coroutine
}

// Who runs the context does not get the error either.
int main() {
  asio::io_context Context;
  asio::co_spawn(Context, session(tcp::socket(Context)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'detached' drops the error that ends this coroutine
  Context.run();
}

void fine(asio::io_context &Context) {
  asio::co_spawn(Context, careful(tcp::socket(Context)), asio::detached);
  asio::co_spawn(Context, byResult(tcp::socket(Context)), asio::detached);
  asio::co_spawn(Context, passesOnCareful(tcp::socket(Context)), asio::detached);
  asio::co_spawn(Context, elsewhere(), asio::detached);
  asio::co_spawn(Context, session(tcp::socket(Context)), [](std::exception_ptr Error) { log(Error); });
  auto Done = asio::co_spawn(Context, session(tcp::socket(Context)), asio::use_future);
  Done.get();
}

asio::awaitable<void> awaited(asio::io_context &Context) {
  co_await asio::co_spawn(Context, session(tcp::socket(Context)), asio::use_awaitable);
}

// What is thrown comes out of run(), but in a pool of threads nobody calls that.
void thrown(asio::io_context &Context, asio::thread_pool &Pool) {
  asio::post(Context, [] { throw std::runtime_error("no"); });
  asio::steady_timer Timer(Context);
  Timer.async_wait([](asio::error_code) { throw std::runtime_error("no"); });
  asio::post(Pool, [] { throw std::runtime_error("no"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: nobody who handed this work over sees what it throws
}
