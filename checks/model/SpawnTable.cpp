#include "SpawnTable.h"
#include "llvm/ADT/StringSwitch.h"

namespace clang::tidy::structured {

std::optional<OnDrop> parseOnDrop(llvm::StringRef Text) {
  return llvm::StringSwitch<std::optional<OnDrop>>(Text)
      .Case("blocks", OnDrop::Blocks)
      .Case("detaches", OnDrop::Detaches)
      .Case("blocks-or-detaches", OnDrop::BlocksOrDetaches)
      .Case("never-runs", OnDrop::NeverRuns)
      .Case("terminates", OnDrop::Terminates)
      .Default(std::nullopt);
}

static const SpawnApi BuiltinSpawns[] = {
    {"::std::thread", OnDrop::Terminates, 0, {}, {}, /*OwnThread=*/true},
    {"::std::jthread", OnDrop::Blocks, 0, {}, {}, /*OwnThread=*/true},
    {"::std::async", OnDrop::Blocks, 0},
    // Boost.Thread decides by BOOST_THREAD_VERSION: before 3 a thread's
    // destructor detaches, and from 5 on a future's no longer waits.
    {"::boost::thread", OnDrop::Detaches, 0, {}, {}, /*OwnThread=*/true},
    {"::boost::async", OnDrop::BlocksOrDetaches, 0},
    {"::pthread_create", OnDrop::Detaches, 2, /*HandleOut=*/0, /*Attribute=*/1, /*OwnThread=*/true},
    {"::thrd_create", OnDrop::Detaches, 1, /*HandleOut=*/0, {}, /*OwnThread=*/true},
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

static const char *const BuiltinOwners[] = {
    "::sc::group",
    "::tbb::task_group",
    "::tbb::detail::d1::task_group", // What oneTBB calls it.
    "::tbb::detail::d2::task_group",
    "::folly::coro::AsyncScope",
    "::folly::coro::CancellableAsyncScope",
    "::tf::Executor", // Its destructor waits for all that it runs.
};

static const char *const BuiltinDiscardable[] = {
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
    "::hpx::promise::get_future",
    "::hpx::packaged_task::get_future",
    "::seastar::promise::get_future",
    "::QPromise::future",
    "::QFutureInterface::future",
    "::QFutureWatcher::future",
    // What it returns was kept before: a way to empty a variable.
    "::std::exchange",
    // A future that is ready stands for no work.
    "::std::experimental::make_ready_future",
    "::std::experimental::make_exceptional_future",
    "::boost::make_ready_future",
    "::boost::make_exceptional_future",
    "::folly::makeFuture",
    "::folly::makeSemiFuture",
    "::hpx::make_ready_future",
    "::hpx::make_exceptional_future",
    "::seastar::make_ready_future",
    "::seastar::make_exception_future",
    "::QtFuture::makeReadyFuture",
    "::QtFuture::makeReadyValueFuture",
    "::QtFuture::makeReadyVoidFuture",
    "::QtFuture::makeReadyRangeFuture",
    "::QtFuture::makeExceptionalFuture",
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
    "::folly::CancellationToken",
    "::cppcoro::cancellation_token",
    "::Concurrency::cancellation_token",
    "::pplx::cancellation_token",
};

template <size_t N> static void addAll(NameMap<bool> &Map, const char *const (&Names)[N]) {
  for (const char *Name : Names)
    Map.set(Name, true);
}

SpawnTable SpawnTable::builtin() {
  SpawnTable Table;
  for (const SpawnApi &Api : BuiltinSpawns)
    Table.Spawns.set(Api.Name, Api);
  for (const auto &[Name, Dropped] : BuiltinFutures)
    Table.Futures.set(Name, Dropped);
  addAll(Table.Owners, BuiltinOwners);
  addAll(Table.Discardable, BuiltinDiscardable);
  addAll(Table.Policies, {"::std::launch", "::boost::launch", "::boost::scoped_enum_native"});
  addAll(Table.DetachingFunctions, {"::pthread_detach", "::thrd_detach"});
  addAll(Table.JoiningFunctions, {"::pthread_join", "::thrd_join"});
  addAll(Table.Sleeps, BuiltinSleeps);
  addAll(Table.StopTokens, BuiltinStopTokens);
  addAll(Table.TokenGivers, {"::std::jthread", "::sc::group"});
  addAll(Table.DetachStateFunctions, {"::pthread_attr_setdetachstate"});
  return Table;
}

/// One entry of an option: NAME, NAME=EFFECT or NAME=EFFECT@CALLABLE.
struct Entry {
  llvm::StringRef Name, Effect, Callable;
};

static Entry splitEntry(llvm::StringRef Text) {
  auto [Name, Rest] = Text.split('=');
  auto [Effect, Callable] = Rest.split('@');
  return {Name.trim(), Effect.trim(), Callable.trim()};
}

static llvm::Error malformed(llvm::StringRef Option, llvm::StringRef Text, llvm::StringRef Why) {
  return llvm::createStringError("'" + Text + "' in option '" + Option + "': " + Why);
}

/// Calls \p Use with each entry of a list separated by semicolons.
template <class Function>
static llvm::Error forEachEntry(llvm::StringRef Option, llvm::StringRef List, Function Use) {
  llvm::SmallVector<llvm::StringRef> Parts;
  List.split(Parts, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Part : Parts) {
    Part = Part.trim();
    if (Part.empty())
      continue;
    if (!Part.starts_with("::"))
      return malformed(Option, Part, "a name starts with '::', as in '::acme::Pool::submit'");
    if (llvm::Error Err = Use(Part))
      return Err;
  }
  return llvm::Error::success();
}

static llvm::Error addNames(NameMap<bool> &Map, llvm::StringRef Option, llvm::StringRef List) {
  return forEachEntry(Option, List, [&](llvm::StringRef Name) {
    Map.set(Name, true);
    return llvm::Error::success();
  });
}

static constexpr const char EffectHelp[] =
    "after '=' stands what happens to dropped work: "
    "blocks, detaches, blocks-or-detaches, never-runs or terminates";

static llvm::Error addSpawns(NameMap<SpawnApi> &Map, llvm::StringRef List) {
  return forEachEntry("SpawnApis", List, [&](llvm::StringRef Text) -> llvm::Error {
    auto [Name, Effect, Callable] = splitEntry(Text);
    std::optional<OnDrop> Dropped = parseOnDrop(Effect);
    if (!Dropped)
      return malformed("SpawnApis", Text, EffectHelp);
    SpawnApi Api{Name.str(), *Dropped, 0};
    Api.OwnThread = *Dropped == OnDrop::Terminates;
    if (!Callable.empty() && Callable.getAsInteger(10, Api.Callable))
      return malformed("SpawnApis", Text,
                       "after '@' stands the number of the callable's argument, counted from 0");
    Map.set(Name, std::move(Api));
    return llvm::Error::success();
  });
}

static llvm::Error addFutures(NameMap<OnDrop> &Map, llvm::StringRef List) {
  return forEachEntry("FutureTypes", List, [&](llvm::StringRef Text) -> llvm::Error {
    auto [Name, Effect, Callable] = splitEntry(Text);
    std::optional<OnDrop> Dropped = Effect.empty() ? OnDrop::Detaches : parseOnDrop(Effect);
    if (!Dropped || !Callable.empty())
      return malformed("FutureTypes", Text, EffectHelp);
    Map.set(Name, *Dropped);
    return llvm::Error::success();
  });
}

llvm::Error SpawnTable::add(const Options &Added) {
  if (llvm::Error Err = addSpawns(Spawns, Added.SpawnApis))
    return Err;
  if (llvm::Error Err = addFutures(Futures, Added.FutureTypes))
    return Err;
  if (llvm::Error Err = addNames(Owners, "OwningTypes", Added.OwningTypes))
    return Err;
  if (llvm::Error Err = addNames(Discardable, "DiscardableFunctions", Added.DiscardableFunctions))
    return Err;
  return addNames(Sleeps, "SleepFunctions", Added.SleepFunctions);
}

} // namespace clang::tidy::structured
