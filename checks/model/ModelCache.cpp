#include "ModelCache.h"
#include "llvm/ADT/STLExtras.h"

namespace clang::tidy::structured {

static thread_local FactListener *Listening = nullptr;

FactListener::FactListener(std::function<void(const Facts &)> Told) : Told(std::move(Told)) {
  Listening = this;
}

FactListener::~FactListener() { Listening = nullptr; }

std::shared_ptr<const Facts> ModelCache::facts(ASTContext &Context, const std::string &Options,
                                               const std::function<Facts()> &Find) {
  const Key Unit(&Context, Options);
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    if (std::shared_ptr<const Facts> Found = Known[Unit].lock())
      return Found;
  }
  // Unlocked: only the thread that analyses this unit asks about it.
  auto Found = std::make_shared<const Facts>(Find());
  if (Listening)
    Listening->Told(*Found);
  std::lock_guard<std::mutex> Lock(Mutex);
  // Other facts may have been at the same address before.
  for (auto It = Included.begin(); It != Included.end();)
    It = std::get<0>(*It) == Found.get() ? Included.erase(It) : std::next(It);
  for (auto It = Known.begin(); It != Known.end();)
    It = It->second.expired() ? Known.erase(It) : std::next(It);
  Known[Unit] = Found;
  return Found;
}

bool ModelCache::isFirst(const Facts &Found, FixTier Tier, SourceLocation At) {
  std::lock_guard<std::mutex> Lock(Mutex);
  return Included.insert({&Found, Tier, At}).second;
}

} // namespace clang::tidy::structured
