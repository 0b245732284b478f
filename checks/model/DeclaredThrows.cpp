#include "DeclaredThrows.h"
#include "NameMap.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

namespace clang::tidy::structured {

bool saysNoexcept(QualType T) {
  if (T->isFunctionPointerType() || T->isMemberFunctionPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  const auto *Type = T->getAs<FunctionProtoType>();
  // Not canThrow(): it must not be asked of what is yet to be made.
  switch (Type ? Type->getExceptionSpecType() : EST_None) {
  case EST_DynamicNone:
  case EST_NoThrow:
  case EST_BasicNoexcept:
  case EST_NoexceptTrue:
    return true;
  default:
    return false;
  }
}

/// True if \p Function is of the C library, whose functions do not throw, save
/// those that call what they are given.
static bool isOfC(const FunctionDecl &Function) {
  const SourceManager &Sources = Function.getASTContext().getSourceManager();
  return Function.isExternC() && Sources.isInSystemHeader(Function.getLocation()) &&
         llvm::none_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
           return Parameter->getType()->isFunctionPointerType();
         });
}

static bool isOneOf(const NamedDecl &Decl, llvm::ArrayRef<const char *> Names) {
  return Decl.getIdentifier() &&
         llvm::any_of(Names, [&](const char *Name) { return isNamed(Decl, Name); });
}

static bool isInChrono(const FunctionDecl &Function) {
  for (const DeclContext *In = Function.getDeclContext(); In; In = In->getParent())
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(In))
      if (isOneOf(*Namespace, {"::std::chrono"}))
        return true;
  return false;
}

/// True if \p Function could throw as the standard has it, and does not where it
/// is used as meant: locks, waits, and durations.
static bool isSound(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return isOneOf(Function, {"::std::this_thread::sleep_for", "::std::this_thread::sleep_until",
                            "::std::promise::set_value", "::std::promise::set_exception",
                            "::std::future::wait", "::std::shared_future::wait",
                            "::std::__basic_future::wait"}) ||
         (Method && isOneOf(*Method->getParent(),
                            {"::std::lock_guard", "::std::unique_lock", "::std::scoped_lock",
                             "::std::shared_lock", "::std::condition_variable", "::std::mutex",
                             "::std::recursive_mutex", "::std::shared_mutex"})) ||
         (Function.getLiteralIdentifier() && Function.isInStdNamespace()) || isInChrono(Function);
}

/// True if \p T is a stream to write to, or refers to one.
static bool isOutput(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && isOneOf(*Class, {"::std::basic_ostream", "::std::basic_ostringstream"});
}

/// True if \p Function fails only for lack of memory, or writes to a stream,
/// which throws only if it has been told to.
static bool isReliable(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  const CXXRecordDecl *Made = Function.getReturnType()->getAsCXXRecordDecl();
  if (!Method)
    return Function.isInStdNamespace() &&
           ((Made && isOneOf(*Made, {"::std::basic_string"})) ||
            (Function.getNumParams() && isOutput(Function.getParamDecl(0)->getType())));
  const IdentifierInfo *Id = Function.getIdentifier();
  return (!Id || !Id->isStr("at")) &&
         isOneOf(*Method->getParent(),
                 {"::std::basic_ostream", "::std::basic_ostringstream", "::std::basic_string",
                  "::std::vector", "::std::deque", "::std::list", "::std::map", "::std::set",
                  "::std::unordered_map", "::std::unordered_set", "::std::queue"});
}

/// True if the standard has \p Function throw on what it may be given. Not meant
/// is std::optional::value: who calls it has mostly asked has_value() before.
static bool isMadeToThrow(const FunctionDecl &Function) {
  return isOneOf(Function, {"::std::stoi", "::std::stol", "::std::stoll", "::std::stoul",
                            "::std::stoull", "::std::stof", "::std::stod", "::std::stold",
                            "::std::array::at", "::std::basic_string::at", "::std::deque::at",
                            "::std::map::at", "::std::vector::at", "::std::unordered_map::at"});
}

Throwing declaredThrowing(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (saysNoexcept(Function.getType()) || Function.getBuiltinID() ||
      isa<CXXDestructorDecl>(Function) || (Method && Method->isTrivial()) || isOfC(Function) ||
      isSound(Function))
    return Throwing::Never;
  if (isMadeToThrow(Function))
    return Throwing::Known;
  if (isReliable(Function))
    return Throwing::Hardly;
  return isOneOf(Function, {"::std::rethrow_exception"}) ? Throwing::Visibly : Throwing::Maybe;
}

/// True if \p S reads what a regular expression has matched, or a local variable
/// made of that.
static bool readsMatch(const Stmt *S, bool ThroughVariables = true) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  if (!E)
    return false;
  const CXXRecordDecl *Class = E->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (Class && isOneOf(*Class, {"::std::match_results", "::std::sub_match"}))
    return true;
  if (const auto *Named = dyn_cast<DeclRefExpr>(E); Named && ThroughVariables)
    if (const auto *Var = dyn_cast<VarDecl>(Named->getDecl()); Var && Var->isLocalVarDecl())
      return readsMatch(Var->getInit(), /*ThroughVariables=*/false);
  return llvm::any_of(E->children(),
                      [&](const Stmt *Child) { return readsMatch(Child, ThroughVariables); });
}

bool isGivenMatchedText(const CallExpr &Call) {
  return llvm::any_of(Call.arguments(), [](const Expr *Given) { return readsMatch(Given); });
}

/// How many elements the std::array has of which \p Call is a function, or 0.
static uint64_t sizeOfArray(const CallExpr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  const auto *Class =
      Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()) : nullptr;
  if (!Class || !isOneOf(*Class, {"::std::array"}))
    return 0;
  const TemplateArgument &Size = Class->getTemplateArgs()[1];
  return Size.getKind() == TemplateArgument::Integral ? Size.getAsIntegral().getZExtValue() : 0;
}

bool isGivenSoundConstant(const CallExpr &Call, const ASTContext &Context) {
  const Expr *Given = Call.getNumArgs() ? Call.getArg(0) : nullptr;
  if (!Given || Given->isInstantiationDependent())
    return false;
  if (const auto *Text = dyn_cast<StringLiteral>(Given->IgnoreUnlessSpelledInSource()))
    return Text->isOrdinary() && !Text->getString().empty() && Text->getLength() < 10 &&
           llvm::all_of(Text->getString(), isDigit);
  Expr::EvalResult Index;
  return Given->EvaluateAsInt(Index, Context) && !Index.Val.getInt().isNegative() &&
         Index.Val.getInt().getZExtValue() < sizeOfArray(Call);
}

} // namespace clang::tidy::structured
