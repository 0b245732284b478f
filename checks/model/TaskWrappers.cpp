#include "TaskWrappers.h"
#include "Callables.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "SpawnApis.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

/// True if a value of type \p T can be called.
static bool isCallable(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return isTaskType(T) || T->isFunctionPointerType() || (Class && Class->isLambda());
}

bool mayPassOn(const FunctionDecl &Function) {
  return llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
    return isCallable(Parameter->getType());
  });
}

//===-- What a body does with a parameter -------------------------------------------===//

/// The parameter of \p Function that \p E is, or is made of, or that a lambda has
/// captured, or nothing.
static std::optional<unsigned> parameterIn(const Expr *E, const FunctionDecl &Function) {
  E = E ? peel(E) : nullptr;
  if (!E)
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl());
    return Parameter && Parameter->getDeclContext() == &Function
               ? std::optional(Parameter->getFunctionScopeIndex())
               : std::nullopt;
  }
  if (const CallExpr *Call =
          callOf(E, {"::std::forward", "::std::bind", "::boost::bind", "::std::ref"}))
    return parameterIn(Call->getArg(0), Function);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() ? parameterIn(Made->getArg(0), Function) : std::nullopt;
  const auto *Lambda = dyn_cast<LambdaExpr>(E);
  if (!Lambda)
    return std::nullopt;
  for (const auto &[Capture, Init] : llvm::zip(Lambda->captures(), Lambda->capture_inits())) {
    const std::optional<unsigned> Index =
        Capture.capturesVariable() ? parameterIn(Init, Function) : std::nullopt;
    if (Index && isCallable(Function.getParamDecl(*Index)->getType()))
      return Index;
  }
  return std::nullopt;
}

namespace {
/// Reads the body of one function.
class Reader {
public:
  Reader(const FunctionDecl &Function, const SpawnTable &Table,
         llvm::function_ref<std::optional<SpawnApi>(const CallExpr &)> StartedBy)
      : Function(Function), Table(Table), StartedBy(StartedBy) {}

  void read(const Stmt *S);
  std::optional<SpawnApi> wrapped() const;

private:
  void addStart(const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args, const Expr *Runner);
  void addCall(const CallExpr &Call);

  const FunctionDecl &Function;
  const SpawnTable &Table;
  llvm::function_ref<std::optional<SpawnApi>(const CallExpr &)> StartedBy;
  std::optional<SpawnApi> Start; ///< The one that a parameter is passed to.
  bool Detaches = false;
  bool Waits = false;
};
} // namespace

/// Notes that \p Args are given to what \p Api starts.
void Reader::addStart(const SpawnApi &Api, llvm::ArrayRef<const Expr *> Args, const Expr *Runner) {
  for (const Expr *Arg : Args) {
    const std::optional<unsigned> Index = parameterIn(Arg, Function);
    if (!Index || Arg == Runner)
      continue;
    Start = Api;
    Start->Callable = *Index;
    Start->HandleOut = Start->Attribute = Start->Outcome = std::nullopt;
    Start->Runner = parameterIn(Runner, Function);
    return;
  }
}

void Reader::addCall(const CallExpr &Call) {
  static constexpr llvm::StringLiteral Joins[] = {"join", "wait", "get", "waitForDone",
                                                  "waitForFinished"};
  const FunctionDecl *Callee = calleeOf(&Call);
  const llvm::StringRef Name = nameOf(Callee);
  Detaches |= Name == "detach" || Table.DetachingFunctions.find(Callee);
  Waits |= llvm::is_contained(Joins, Name) || Table.JoiningFunctions.find(Callee);
  if (const std::optional<SpawnApi> Api = StartedBy(Call)) {
    // What gives no handle has let it go.
    Detaches |= Api->Dropped == OnDrop::Detaches && Call.getType()->isVoidType();
    addStart(*Api, givenTo(Call), executorOf(Call, *Api));
  } else if (const std::optional<Emplacement> Made = emplacementBy(Call, Table)) {
    if (!Made->Ready)
      addStart(*Made->Api, Made->Args, nullptr);
  }
}

void Reader::read(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    addCall(*Call);
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S); Made && Made->getNumArgs())
    if (const SpawnApi *Api = Table.Spawns.find(Made->getConstructor()->getParent()))
      addStart(*Api, llvm::ArrayRef(Made->getArgs(), Made->getNumArgs()), nullptr);
  for (const Stmt *Child : S->children())
    read(Child);
}

/// What becomes of the work is known if an executor gets it, or it is detached.
std::optional<SpawnApi> Reader::wrapped() const {
  if (!Start || Waits || (Start->Posted == Posting::No && !Detaches))
    return std::nullopt;
  SpawnApi Api = *Start;
  Api.Name = spelledName(Function);
  Api.Dropped = OnDrop::Detaches;
  return Api;
}

std::optional<SpawnApi>
wrappedBy(const FunctionDecl &Definition, const SpawnTable &Table,
          llvm::function_ref<std::optional<SpawnApi>(const CallExpr &)> StartedBy) {
  Reader Body(Definition, Table, StartedBy);
  Body.read(Definition.getBody());
  return Body.wrapped();
}

} // namespace clang::tidy::structured
