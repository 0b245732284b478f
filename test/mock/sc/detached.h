#pragma once

namespace sc {
template <class F, class... Args> void detached(const char *, F &&, Args &&...) {}
} // namespace sc
