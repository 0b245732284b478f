#include "BlockingInTaskCheck.h"
#include "ControlFlowInGroupCheck.h"
#include "DaemonInGroupCheck.h"
#include "DaemonWithoutOwnerCheck.h"
#include "DetachedThreadCheck.h"
#include "DiscardedFutureCheck.h"
#include "EscapingCaptureCheck.h"
#include "FireAndForgetCheck.h"
#include "FutureLostInCallbackCheck.h"
#include "GoAfterWaitCheck.h"
#include "LoopCaptureCheck.h"
#include "LostCancellationCheck.h"
#include "LostExceptionCheck.h"
#include "ManualWaitgroupCheck.h"
#include "MemberOrderCheck.h"
#include "PreferGroupCheck.h"
#include "RawThreadCheck.h"
#include "ScopeOrderCheck.h"
#include "SleepAsJoinCheck.h"
#include "ThisCaptureCheck.h"
#include "ThreadInConstructorCheck.h"
#include "ThreadPerItemCheck.h"
#include "UnjoinedThreadCheck.h"
#include "UnobservedErrorCheck.h"
#include "UselessGroupCheck.h"
#include "clang-tidy/ClangTidyModule.h"

namespace clang::tidy::structured {

namespace {

/// The registry: one line for each check, in the order of the names.
class StructuredModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    const auto Models = std::make_shared<ModelCache>();
    Registrar Checks{Factories, Models};
    Checks.add<BlockingInTaskCheck>("structured-blocking-in-task");
    Checks.add<ControlFlowInGroupCheck>("structured-control-flow-in-group");
    Checks.add<DaemonInGroupCheck>("structured-daemon-in-group");
    Checks.add<DaemonWithoutOwnerCheck>("structured-daemon-without-owner");
    Checks.add<DetachedThreadCheck>("structured-detached-thread");
    Checks.add<DiscardedFutureCheck>("structured-discarded-future");
    Checks.add<EscapingCaptureCheck>("structured-escaping-capture");
    Checks.add<FireAndForgetCheck>("structured-fire-and-forget");
    Checks.add<FutureLostInCallbackCheck>("structured-future-lost-in-callback");
    Checks.add<GoAfterWaitCheck>("structured-go-after-wait");
    Checks.add<LoopCaptureCheck>("structured-loop-capture");
    Checks.add<LostCancellationCheck>("structured-lost-cancellation");
    Checks.add<LostExceptionCheck>("structured-lost-exception");
    Checks.add<ManualWaitgroupCheck>("structured-manual-waitgroup");
    Checks.add<MemberOrderCheck>("structured-member-order");
    Checks.add<PreferGroupCheck>("structured-prefer-group");
    Checks.add<RawThreadCheck>("structured-raw-thread");
    Checks.add<ScopeOrderCheck>("structured-scope-order");
    Checks.add<SleepAsJoinCheck>("structured-sleep-as-join");
    Checks.add<ThisCaptureCheck>("structured-this-capture");
    Checks.add<ThreadInConstructorCheck>("structured-thread-in-constructor");
    Checks.add<ThreadPerItemCheck>("structured-thread-per-item");
    Checks.add<UnjoinedThreadCheck>("structured-unjoined-thread");
    Checks.add<UnobservedErrorCheck>("structured-unobserved-error");
    Checks.add<UselessGroupCheck>("structured-useless-group");
  }

private:
  /// Makes checks that share their models.
  struct Registrar {
    ClangTidyCheckFactories &Factories;
    std::shared_ptr<ModelCache> Models;

    template <class Check> void add(StringRef Name) {
      Factories.registerCheckFactory(Name,
                                     [Models = Models](StringRef Name, ClangTidyContext *Context) {
                                       return std::make_unique<Check>(Name, Context, Models);
                                     });
    }
  };
};

} // namespace

static ClangTidyModuleRegistry::Add<StructuredModule>
    Registration("structured", "Finds unstructured concurrency.");

} // namespace clang::tidy::structured
