#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

namespace explore {

/// What is shown of a value.
struct shown {
  enum class kind : unsigned char { nothing, number, address };

  shown() noexcept = default;
  template <class T>
  explicit shown(const T& value) noexcept {
    if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
      bits = static_cast<std::int64_t>(value);
    else
      std::memcpy(&bits, &value, sizeof value < sizeof bits ? sizeof value : sizeof bits);
    is = std::is_pointer_v<T> ? kind::address : kind::number;
  }

  std::int64_t bits = 0;
  kind is = kind::nothing;
};

/// A modelled object, as reports name it.
struct name {
  const char* kind = "";
  std::size_t ordinal = 0;
  std::string words() const { return kind + (" " + std::to_string(ordinal)); }
};

/// What the threads of one schedule did, in order.
class trace {
 public:
  void add(std::size_t thread, const name& object, const char* did, shown now = {}, shown before = {}) {
    steps_.push_back({thread, object, did, now, before});
  }
  void clear() noexcept { steps_.clear(); }

  /// A line for each of the last steps.
  std::string words() const {
    constexpr std::size_t most = 300;
    const std::size_t first = steps_.size() > most ? steps_.size() - most : 0;
    std::string lines = first == 0 ? "" : "  (" + std::to_string(first) + " steps before)\n";
    addresses known;
    for (std::size_t i = first; i < steps_.size(); ++i) lines += line(steps_[i], known);
    return lines;
  }

 private:
  struct step {
    std::size_t thread;
    name object;
    const char* did;
    shown now, before;
  };
  /// Addresses are numbered as they appear: they differ from run to run.
  using addresses = std::map<std::int64_t, std::size_t>;

  static std::string line(const step& one, addresses& known) {
    std::string words = "  thread " + std::to_string(one.thread) + ": " + one.did;
    if (one.object.ordinal != 0) words += " " + one.object.words();
    if (one.now.is != shown::kind::nothing) words += ": " + value(one.now, known);
    if (one.before.is != shown::kind::nothing) words += ", was " + value(one.before, known);
    return words + "\n";
  }
  static std::string value(const shown& one, addresses& known) {
    if (one.is == shown::kind::number) return std::to_string(one.bits);
    if (one.bits == 0) return "null";
    return "address " + std::to_string(known.emplace(one.bits, known.size() + 1).first->second);
  }

  std::vector<step> steps_;
};

}  // namespace explore
