#include "call_stack.h"

#include <unwind.h>

namespace sc::leak {

namespace {

struct capturing {
  call_stack &stack;
  const void *caller;
};

} // namespace

static _Unwind_Reason_Code visit(_Unwind_Context *context, void *argument) {
  auto &[stack, caller] = *static_cast<capturing *>(argument);
  const auto *address = reinterpret_cast<const void *>(_Unwind_GetIP(context));
  if (address == nullptr || stack.depth == call_stack::most)
    return _URC_END_OF_STACK;
  if (stack.depth > 0 || address == caller)
    stack.frames[stack.depth++] = address;
  return _URC_NO_REASON;
}

// Not `backtrace`, which is this behind a `dlopen` of libgcc_s: its first call would allocate
// and take the loader's lock, in whatever state the program calls from.
void capture(call_stack &stack, const void *caller) noexcept {
  stack.depth = 0;
  capturing argument{stack, caller};
  _Unwind_Backtrace(visit, &argument);
  if (stack.depth == 0)
    stack.frames[stack.depth++] = caller;
}

} // namespace sc::leak
