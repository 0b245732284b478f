#pragma once

namespace sc {

/// What stands for the result of a function that returns none.
struct nothing {};

}  // namespace sc
