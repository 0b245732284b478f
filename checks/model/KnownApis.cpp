#include "SpawnTable.h"

namespace clang::tidy::structured {

static const SpawnApi BuiltinSpawns[] = {
    {"::std::thread", OnDrop::Terminates, 0, {}, {}, /*OwnThread=*/true},
    {"::std::jthread", OnDrop::Blocks, 0, {}, {}, /*OwnThread=*/true},
    {"::gsl::joining_thread", OnDrop::Blocks, 0, {}, {}, /*OwnThread=*/true},
    {"::std::async", OnDrop::Blocks, 0},
    // Boost.Thread decides by BOOST_THREAD_VERSION: before 3 a thread's
    // destructor detaches, and from 5 on a future's no longer waits.
    {"::boost::thread", OnDrop::Detaches, 0, {}, {}, /*OwnThread=*/true},
    {"::boost::async", OnDrop::BlocksOrDetaches, 0},
    {"::pthread_create", OnDrop::Detaches, 2, /*HandleOut=*/0, /*Attribute=*/1, /*OwnThread=*/true},
    {"::thrd_create", OnDrop::Detaches, 1, /*HandleOut=*/0, {}, /*OwnThread=*/true},
};

static const SpawnApi BuiltinTasks[] = {
    {"::QtConcurrent::run", OnDrop::Detaches, 0},
    {"::folly::via", OnDrop::Detaches, 1},
    {"::hpx::async", OnDrop::Detaches, 0},
    {"::seastar::async", OnDrop::Detaches, 0},
    {"::seastar::smp::submit_to", OnDrop::Detaches, 1},
    {"::seastar::submit_to", OnDrop::Detaches, 1},
    {"::concurrencpp::executor::submit", OnDrop::Detaches, 0},
    {"::BS::thread_pool::submit_task", OnDrop::Detaches, 0},
    {"::grpc_core::Thread", OnDrop::Detaches, 1, {}, {}, /*OwnThread=*/true},
};

/// What runs later, and who runs it: a function of an object if no argument says.
struct PostApi {
  const char *Name;
  unsigned Callable;
  std::optional<unsigned> Runner = std::nullopt;
  Posting When = Posting::Soon;
};

static constexpr unsigned Last = SpawnApi::Last;

static const PostApi BuiltinPosts[] = {
    // Asio, and as a part of Boost. What is named async_… is known by that.
    {"::asio::post", Last, 0},
    {"::asio::defer", Last, 0},
    {"::asio::dispatch", Last, 0},
    {"::asio::io_context::post", 0},
    {"::asio::io_context::strand::post", 0},
    {"::boost::asio::post", Last, 0},
    {"::boost::asio::defer", Last, 0},
    {"::boost::asio::dispatch", Last, 0},
    {"::boost::asio::io_context::post", 0},
    {"::boost::asio::io_context::strand::post", 0},
    {"::boost::asio::io_service::post", 0},
    {"::boost::asio::io_service::strand::post", 0},
    {"::folly::Executor::add", 0},
    {"::folly::Executor::addWithPriority", 0},
    {"::folly::EventBase::runInEventBaseThread", 0},
    {"::folly::EventBase::runInLoop", 0},
    // oneTBB, and TBB before.
    {"::tbb::detail::d1::task_arena::enqueue", 0},
    {"::tbb::detail::d1::enqueue", 0},
    {"::tbb::task_arena::enqueue", 0},
    {"::tbb::interface7::task_arena::enqueue", 0},
    {"::QThreadPool::start", 0},
    {"::QThreadPool::tryStart", 0},
    {"::QThread::create", 0},
    {"::QMetaObject::invokeMethod", 1, 0, Posting::OnEvent},
    {"::QTimer::singleShot", Last, {}, Posting::OnEvent},
    {"::QObject::connect", Last, 0, Posting::OnEvent},
    {"::dispatch_async", 1, 0},
    {"::dispatch_async_f", 2, 0},
    {"::dispatch_after", 2, 1, Posting::OnEvent},
    {"::hpx::post", 0},
    {"::hpx::apply", 0},
    {"::concurrencpp::executor::post", 0},
    {"::BS::thread_pool::detach_task", 0},
    {"::BS::thread_pool::push_task", 0},
    {"::stdexec::start_detached", 0},
    {"::grpc_event_engine::experimental::EventEngine::Run", 0},
    {"::grpc_event_engine::experimental::EventEngine::RunAfter", 1, {}, Posting::OnEvent},
    {"::absl::synchronization_internal::ThreadPool::Schedule", 0},
};

static const SpawnApi BuiltinCoSpawns[] = {
    {"::asio::co_spawn", OnDrop::Detaches, 1},
    {"::asio::spawn", OnDrop::Detaches, 1},
    {"::boost::asio::co_spawn", OnDrop::Detaches, 1},
    {"::boost::asio::spawn", OnDrop::Detaches, 1},
};

struct FutureType {
  const char *Name;
  OnDrop Dropped;
};

static const FutureType BuiltinFutures[] = {
    {"::std::future", OnDrop::BlocksOrDetaches},
    {"::std::shared_future", OnDrop::BlocksOrDetaches},
    {"::std::experimental::future", OnDrop::BlocksOrDetaches},
    {"::std::experimental::shared_future", OnDrop::BlocksOrDetaches},
    {"::boost::future", OnDrop::BlocksOrDetaches},
    {"::boost::unique_future", OnDrop::BlocksOrDetaches},
    {"::boost::shared_future", OnDrop::BlocksOrDetaches},
    {"::folly::Future", OnDrop::Detaches},
    {"::folly::SemiFuture", OnDrop::Detaches},
    {"::QFuture", OnDrop::Detaches},
    {"::seastar::future", OnDrop::Detaches},
    {"::hpx::future", OnDrop::Detaches},
    {"::hpx::shared_future", OnDrop::Detaches},
    {"::concurrencpp::result", OnDrop::Detaches},
    {"::concurrencpp::lazy_result", OnDrop::NeverRuns},
    {"::folly::coro::Task", OnDrop::NeverRuns},
    {"::cppcoro::task", OnDrop::NeverRuns},
    {"::boost::asio::awaitable", OnDrop::NeverRuns},
    {"::asio::awaitable", OnDrop::NeverRuns},
};

/// The tasks of a tbb::task_group that is not waited for: its destructor throws.
static const OwnerApi TaskGroup = {
    {"run"}, {"wait", "run_and_wait"}, /*Closes=*/false, OwnerApi::End::Throws};
static const OwnerApi AsyncScope = {{"add", "addWithSourceLoc"},
                                    {"joinAsync", "cancelAndJoinAsync"},
                                    /*Closes=*/true,
                                    OwnerApi::End::Fails};

static const std::pair<const char *, OwnerApi> BuiltinOwners[] = {
    {"::sc::group",
     {{"go", "try_go", "go_blocking", "go_n", "spawn"},
      {"wait", "wait_nothrow"},
      /*Closes=*/true,
      OwnerApi::End::LosesErrors}},
    {"::tbb::task_group", TaskGroup},
    {"::tbb::detail::d1::task_group", TaskGroup}, // What oneTBB calls it.
    {"::tbb::detail::d2::task_group", TaskGroup},
    {"::folly::coro::AsyncScope", AsyncScope},
    {"::folly::coro::CancellableAsyncScope", AsyncScope},
    // What it gives to wait for is a sender, which somebody has to run.
    {"::exec::async_scope",
     {{"spawn", "spawn_future"}, {"on_empty"}, /*Closes=*/false, OwnerApi::End::Fails}},
    // Their destructors wait for all that they run.
    {"::tf::Executor", OwnerApi::usual()},
    {"::absl::synchronization_internal::ThreadPool", OwnerApi::usual()},
};

static const char *const BuiltinLibraries[] = {
    "::boost", "::folly", "::hpx",          "::seastar", "::tbb",  "::tf",
    "::asio",  "::sc",    "::concurrencpp", "::cppcoro", "::absl", "::grpc_event_engine",
};

static const char *const BuiltinPolicies[] = {
    "::std::launch",
    "::boost::launch",
    "::boost::scoped_enum_native",
    "::seastar::thread_attributes",
    "::hpx::launch",
    "::QThreadPool", // A pointer to one says where the work runs.
};

static const char *const BuiltinJoiners[] = {
    "::std::jthread",         "::gsl::joining_thread",
    "::boost::scoped_thread", "::boost::strict_scoped_thread",
    "::boost::thread_guard",  "::QFutureSynchronizer",
};

static const char *const BuiltinDiscardable[] = {
    // The gate's close() waits for what has entered it.
    "::seastar::with_gate",
    "::seastar::try_with_gate",
};

static const char *const BuiltinPromised[] = {
    // A promise's future stands for a value that somebody else will set, not
    // for work that the call has started.
    "::std::promise::get_future",
    "::std::packaged_task::get_future",
    "::std::experimental::promise::get_future",
    "::std::experimental::packaged_task::get_future",
    "::boost::promise::get_future",
    "::boost::packaged_task::get_future",
    "::folly::Promise::getFuture",
    "::folly::Promise::getSemiFuture",
    "::folly::SharedPromise::getFuture",
    "::folly::SharedPromise::getSemiFuture",
    "::hpx::promise::get_future",
    "::hpx::packaged_task::get_future",
    "::seastar::promise::get_future",
    "::QPromise::future",
    "::QFutureInterface::future",
    "::QFutureWatcher::future",
    // What they return was kept before: a way to empty a variable.
    "::std::exchange",
    "::folly::copy",
};

static const char *const BuiltinReady[] = {
    "::std::experimental::make_ready_future",
    "::std::experimental::make_exceptional_future",
    "::boost::make_ready_future",
    "::boost::make_exceptional_future",
    "::folly::makeFuture",
    "::folly::makeSemiFuture",
    "::folly::Future::makeEmpty",
    "::folly::SemiFuture::makeEmpty",
    "::hpx::make_ready_future",
    "::hpx::make_exceptional_future",
    "::seastar::make_ready_future",
    "::seastar::make_exception_future",
    "::seastar::current_exception_as_future",
    "::seastar::now",
    "::seastar::futurize::from_tuple",
    "::seastar::futurize::make_exception_future",
    "::seastar::futurize::current_exception_as_future",
    "::QtFuture::makeReadyFuture",
    "::QtFuture::makeReadyValueFuture",
    "::QtFuture::makeReadyVoidFuture",
    "::QtFuture::makeReadyRangeFuture",
    "::QtFuture::makeExceptionalFuture",
};

static const char *const BuiltinRunAtOnce[] = {
    "::folly::makeFutureWith",
    "::folly::makeSemiFutureWith",
    "::seastar::futurize_invoke",
    "::seastar::futurize::invoke",
};

static const char *const BuiltinContinuedAtOnce[] = {
    "::folly::Future",
    "::seastar::future",
    "::QFuture",
};

static const char *const BuiltinSynchronous[] = {
    "::std::for_each",   "::std::for_each_n", "::std::transform", "::std::all_of",
    "::std::any_of",     "::std::none_of",    "::std::find_if",   "::std::find_if_not",
    "::std::count_if",   "::std::copy_if",    "::std::remove_if", "::std::partition",
    "::std::generate",   "::std::generate_n", "::std::sort",      "::std::stable_sort",
    "::std::accumulate", "::std::invoke",     "::std::apply",     "::std::visit",
    "::std::call_once",
};

static const char *const BuiltinSleeps[] = {
    "::std::this_thread::sleep_for",
    "::std::this_thread::sleep_until",
    "::boost::this_thread::sleep_for",
    "::boost::this_thread::sleep_until",
    "::boost::this_thread::sleep",
    "::sleep",
    "::usleep",
    "::nanosleep",
    "::clock_nanosleep",
    "::thrd_sleep",
    "::Sleep",
    "::SleepEx",
    "::absl::SleepFor",
    "::QThread::sleep",
    "::QThread::msleep",
    "::QThread::usleep",
};

static const char *const BuiltinStopTokens[] = {
    "::std::stop_token",
    "::sc::stop_token",
    "::stdexec::inplace_stop_token",
    "::asio::cancellation_slot",
    "::boost::asio::cancellation_slot",
    "::folly::CancellationToken",
    "::cppcoro::cancellation_token",
    "::Concurrency::cancellation_token",
    "::pplx::cancellation_token",
};

template <size_t N> static void addAll(NameMap<bool> &Map, const char *const (&Names)[N]) {
  for (const char *Name : Names)
    Map.set(Name, true);
}

/// The library that gives what \p Name starts a stack of its own, or "".
static llvm::StringRef yieldingIn(llvm::StringRef Name) {
  if (Name.starts_with("::hpx::"))
    return "::hpx";
  return Name == "::seastar::async" ? "::seastar" : "";
}

static void addExecutors(SpawnTable &Table) {
  for (SpawnApi Api : BuiltinTasks) {
    Api.Yields = yieldingIn(Api.Name);
    Table.Spawns.set(Api.Name, Api);
  }
  for (const PostApi &Post : BuiltinPosts) {
    SpawnApi Api{Post.Name, OnDrop::Detaches, Post.Callable};
    Api.Posted = Post.When;
    Api.Runner = Post.Runner;
    Api.Yields = yieldingIn(Post.Name);
    // Out of its run(), so that the caller of that gets it.
    Api.Rethrown = llvm::StringRef(Post.Name).contains("::asio::");
    Table.Spawns.set(Post.Name, Api);
  }
  for (SpawnApi Api : BuiltinCoSpawns) {
    Api.Posted = Posting::Soon;
    Api.Runner = 0;
    Api.Outcome = 2;
    Table.Spawns.set(Api.Name, Api);
  }
}

SpawnTable SpawnTable::builtin() {
  SpawnTable Table;
  for (const SpawnApi &Api : BuiltinSpawns)
    Table.Spawns.set(Api.Name, Api);
  addExecutors(Table);
  for (const auto &[Name, Dropped] : BuiltinFutures)
    Table.Futures.set(Name, Dropped);
  for (const auto &[Name, Api] : BuiltinOwners)
    Table.Owners.set(Name, Api);
  addAll(Table.Libraries, BuiltinLibraries);
  addAll(Table.Joiners, BuiltinJoiners);
  addAll(Table.Discardable, BuiltinDiscardable);
  addAll(Table.Entries, {"::seastar::gate::holder"});
  addAll(Table.Promised, BuiltinPromised);
  addAll(Table.Ready, BuiltinReady);
  addAll(Table.RunAtOnce, BuiltinRunAtOnce);
  addAll(Table.ContinuedAtOnce, BuiltinContinuedAtOnce);
  addAll(Table.Policies, BuiltinPolicies);
  addAll(Table.DetachingFunctions, {"::pthread_detach", "::thrd_detach"});
  addAll(Table.JoiningFunctions, {"::pthread_join", "::thrd_join", "::timer_delete"});
  addAll(Table.Synchronous, BuiltinSynchronous);
  // What they are given runs in the call, or in the outermost one that this is in.
  addAll(Table.Synchronous, {"::folly::InlineLikeExecutor"});
  addAll(Table.Sleeps, BuiltinSleeps);
  addAll(Table.StopTokens, BuiltinStopTokens);
  addAll(Table.TokenGivers, {"::std::jthread", "::sc::group"});
  addAll(Table.Notifiers, {"::timer_create", "::mq_notify"});
  addAll(Table.DetachStateFunctions, {"::pthread_attr_setdetachstate"});
  return Table;
}

} // namespace clang::tidy::structured
