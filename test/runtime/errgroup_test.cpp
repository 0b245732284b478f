// The tests and examples of golang.org/x/sync/errgroup, by their names.
//
// What a group does differently:
//   A group is not used again after Wait, unless it is reset.
//   A success does not cancel: token and cause stay as they were.
//   A limit of 0, which blocks everybody for ever there, is refused.
//
// Not here: BenchmarkGo.

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <sc/condition.h>
#include <sc/group.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "failure.h"
#include "gate.h"
#include "policies.h"

namespace {

/// Tasks that fail with a text, or do not fail, for "".
using errors = std::vector<const char*>;
auto fails_with(const char* text) {
  return [text] {
    if (*text) fail(text);
  };
}

class Errgroup : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, Errgroup, every_policy(), name_of_policy);

/// Of tasks that wait for what the test does meanwhile, or for each other.
class ErrgroupOfTasksThatBlock : public under_a_policy {};
INSTANTIATE_TEST_SUITE_P(Policy, ErrgroupOfTasksThatBlock, policies_that_let_tasks_block(),
                         name_of_policy);

//-- Tests -------------------------------------------------------------------------

TEST_P(Errgroup, TestZeroGroup) {
  const errors cases[] = {{}, {""}, {"1"}, {"1", ""}, {"1", "2"},
                          {"1", "", "2"}, {"", "1", "2"}, {"", "2", "1"}};
  for (const errors& one : cases) {
    for (std::size_t count = 0; count <= one.size(); ++count) {
      sc::group tasks = group(sc::limit{1});
      std::string first;
      for (std::size_t i = 0; i < count; ++i) {
        tasks.go(fails_with(one[i]));
        if (first.empty()) first = one[i];
      }
      EXPECT_EQ(message_of_wait(tasks), first);
      EXPECT_EQ(message_of_wait(tasks), first);
    }
  }
}

TEST_P(Errgroup, TestWithContext) {
  const std::pair<errors, std::string> cases[] = {
      {{}, ""}, {{""}, ""}, {{"doomed"}, "doomed"}, {{"doomed", ""}, "doomed"}};
  for (const auto& [one, want] : cases) {
    sc::group tasks = group();
    const sc::stop_token token = tasks.token();
    for (const char* text : one) tasks.go(fails_with(text));
    EXPECT_EQ(message_of_wait(tasks), want);
    EXPECT_EQ(token.stop_requested(), !want.empty());
    if (!want.empty()) EXPECT_EQ(message_of(tasks.cause()), want);
  }
}

TEST_P(ErrgroupOfTasksThatBlock, TestTryGo) {
  constexpr int most = 42;
  sc::group tasks = group(sc::limit{most});
  std::atomic<int> ran{0};
  {
    gate go_on;
    const auto task = [&] {
      go_on.wait();
      ++ran;
    };
    for (int i = 0; i < most; ++i) EXPECT_TRUE(tasks.try_go(task)) << "call " << i;
    EXPECT_FALSE(tasks.try_go(task));
    go_on.open();
    tasks.wait();
    EXPECT_EQ(ran, most);
  }
  tasks.reset();
  EXPECT_TRUE(tasks.try_go([&] { ++ran; }));
  tasks.wait();
  EXPECT_EQ(ran, most + 1);

  tasks.reset();
  tasks.set_limit(1);
  gate go_on;
  EXPECT_TRUE(tasks.try_go([&] { go_on.wait(); }));
  EXPECT_FALSE(tasks.try_go([&] { ++ran; }));
  go_on.open();
  tasks.wait();
  EXPECT_EQ(ran, most + 1);
  EXPECT_THROW(tasks.set_limit(0), std::invalid_argument);
}

TEST_P(Errgroup, TestGoLimit) {
  constexpr int most = 10;
  sc::group tasks = group(sc::limit{most});
  std::atomic<int> active{0}, ran{0};
  for (int i = 0; i <= 1 << 10; ++i)
    tasks.go([&] {
      if (++active > most) fail("more than the limit at a time");
      std::this_thread::yield();  // Gives others a chance to be active.
      --active;
      ++ran;
    });
  tasks.wait();
  EXPECT_EQ(ran, (1 << 10) + 1);
}

TEST_P(Errgroup, TestCancelCause) {
  const std::pair<errors, std::string> cases[] = {
      {{}, ""}, {{""}, ""}, {{"doomed"}, "doomed"}, {{"doomed", ""}, "doomed"}};
  for (const auto& [one, want] : cases) {
    sc::group tasks = group();
    bool first = true;
    for (const char* text : one) {
      const bool started = tasks.try_go(fails_with(text));
      EXPECT_TRUE(started || !first);  // After an error it may be refused.
      first = false;
    }
    EXPECT_EQ(message_of_wait(tasks), want);
    EXPECT_EQ(message_of(tasks.cause()), want);
  }
}

//-- Example: JustErrors -------------------------------------------------------------

/// Stands for a page that is fetched.
void fetch(const std::string& url) {
  if (url.find("somestupidname") != std::string::npos) throw failure("no such host: " + url);
}

TEST_P(Errgroup, JustErrors) {
  std::vector<std::string> urls = {"http://www.golang.org/", "http://www.google.com/"};
  const auto fetch_all = [&] {
    sc::group fetches = group();
    for (const std::string& url : urls) fetches.go([&url] { fetch(url); });
    fetches.wait();
  };
  fetch_all();
  urls.push_back("http://www.somestupidname.com/");
  EXPECT_EQ(message_of(fetch_all), "no such host: http://www.somestupidname.com/");
}

//-- Example: Parallel ---------------------------------------------------------------

std::string search(const std::string& kind, const std::string& query) {
  if (query.empty()) throw failure("nothing to search for: " + kind);
  return kind + " result for \"" + query + "\"";
}

TEST_P(Errgroup, Parallel) {
  const auto search_all = [](const std::string& query) {
    sc::group searches = group();
    std::vector<sc::task<std::string>> started;
    for (const char* kind : {"web", "image", "video"})
      started.push_back(searches.spawn(search, kind, query));
    searches.wait();
    std::vector<std::string> results;
    for (sc::task<std::string>& one : started) results.push_back(one.get());
    return results;
  };
  EXPECT_EQ(search_all("golang"),
            (std::vector<std::string>{"web result for \"golang\"", "image result for \"golang\"",
                                      "video result for \"golang\""}));
  EXPECT_EQ(message_of([&] { search_all(""); }).rfind("nothing to search for: ", 0), 0u);
}

//-- Example: Pipeline ---------------------------------------------------------------

/// Hands values from stage to stage, one at a time. Who waits here ends when a
/// stop is requested.
template <class T>
class pipe {
 public:
  explicit pipe(sc::stop_token stop) : stop_(std::move(stop)) {}

  /// Errors: `sc::cancelled` after a stop.
  void push(T value) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!sc::wait(changed_, lock, [&] { return values_.empty(); }, stop_)) throw sc::cancelled();
    values_.push(std::move(value));
    changed_.notify_all();
  }
  /// Null when it is closed and empty, or after a stop.
  std::unique_ptr<T> pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    sc::wait(changed_, lock, [&] { return !values_.empty() || closed_; }, stop_);
    if (values_.empty()) return nullptr;
    auto value = std::make_unique<T>(std::move(values_.front()));
    values_.pop();
    changed_.notify_all();
    return value;
  }
  void close() {
    const std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  const sc::stop_token stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<T> values_;
  bool closed_ = false;
};

using texts = std::map<std::string, std::string>;
using digests = std::map<std::string, std::size_t>;

/// Stands for the digest of a file.
std::size_t digest(const std::string& text) {
  if (text == "unreadable") fail("cannot read the file");
  std::size_t sum = 0;
  for (const char one : text) sum = sum * 31 + static_cast<unsigned char>(one);
  return sum;
}

/// A stage that finds the files, many that digest them, and a collector here.
template <class MakeGroup>
digests digest_all(const texts& files, MakeGroup group) {
  sc::group stages = group();
  pipe<std::string> paths(stages.token());
  pipe<digests::value_type> sums(stages.token());
  stages.go([&] {
    for (const auto& [path, text] : files) paths.push(path);
    paths.close();
  });
  stages.go([&] {
    sc::group digesters = group();
    digesters.go_n(20, [&](std::size_t) {
      while (const auto path = paths.pop()) sums.push({*path, digest(files.at(*path))});
    });
    digesters.wait();
    sums.close();
  });
  digests all;
  while (const auto one = sums.pop()) all.insert(*one);
  stages.wait();
  return all;
}

texts many_files() {
  texts files;
  for (int i = 0; i < 200; ++i) files["file" + std::to_string(i)] = "text " + std::to_string(i);
  return files;
}

TEST_P(ErrgroupOfTasksThatBlock, Pipeline) {
  const texts files = many_files();
  digests expected;
  for (const auto& [path, text] : files) expected[path] = digest(text);
  EXPECT_EQ(digest_all(files, [] { return group(); }), expected);
}

TEST_P(ErrgroupOfTasksThatBlock, PipelineEndsAtTheFirstError) {
  texts files = many_files();
  files["file100"] = "unreadable";
  EXPECT_EQ(message_of([&] { digest_all(files, [] { return group(); }); }), "cannot read the file");
}

}  // namespace
