#include "stats.h"

#include <pthread.h>
#include <unistd.h>

#include <cstdio>

namespace tally {
namespace {

const std::size_t kWindow = 20;
const unsigned kReportSeconds = 60;

void* ReportForever(void* arg) {
  const RateSampler* sampler = static_cast<const RateSampler*>(arg);
  for (;;) {
    sleep(kReportSeconds);
    std::fprintf(stderr, "tallyd: %.1f updates/s\n", sampler->PerSecond());
  }
}

}  // namespace

RateSampler::RateSampler(const Store& store, std::chrono::milliseconds period)
    : store_(store), period_(period), thread_([this] { Run(); }) {}

RateSampler::~RateSampler() {
  stopping_ = true;
  thread_.join();
}

double RateSampler::PerSecond() const {
  std::lock_guard<std::mutex> lock(mutex_);
  if (window_.size() < 2) return 0.0;
  const std::chrono::duration<double> span = period_ * (window_.size() - 1);
  return (window_.back() - window_.front()) / span.count();
}

void RateSampler::Run() {
  do {
    std::this_thread::sleep_for(period_);
    const unsigned long long updates = store_.updates();
    std::lock_guard<std::mutex> lock(mutex_);
    window_.push_back(updates);
    if (window_.size() > kWindow) window_.pop_front();
  } while (!stopping_);
}

bool StartStatsReporter(RateSampler* sampler) {
  pthread_t reporter;
  if (pthread_create(&reporter, nullptr, ReportForever, sampler) != 0) {
    return false;
  }
  // It runs as long as the process does, so there is nothing to join.
  pthread_detach(reporter);
  return true;
}

}  // namespace tally
