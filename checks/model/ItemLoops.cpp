#include "ItemLoops.h"
#include "Classes.h"
#include "Expressions.h"
#include "Lasting.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

//===-- What a loop goes over ----------------------------------------------------===//

/// True if objects of type \p T are threads, or hold one: there are as many of
/// them as there are to be threads.
static bool holdsThread(QualType T, const SpawnTable &Table) {
  auto IsThread = [&](QualType Each) {
    return Table.Spawns.find(heldBy(Each)->getAsCXXRecordDecl()) != nullptr;
  };
  const CXXRecordDecl *Class = heldBy(T)->getAsCXXRecordDecl();
  return IsThread(T) ||
         (Class && Class->hasDefinition() &&
          llvm::any_of(Class->getDefinition()->fields(),
                       [&](const FieldDecl *Field) { return IsThread(Field->getType()); }));
}

/// True if \p Container is a class of the standard library, or like one, with
/// elements that are work to do, and not a fixed number of them.
bool ItemLoops::goesOver(QualType Container) const {
  static constexpr llvm::StringLiteral Fixed[] = {"array", "initializer_list", "bitset",
                                                  "iota_view", "tuple"};
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Container.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class || llvm::is_contained(Fixed, Class->getName()))
    return false;
  const TemplateArgumentList &Args = Class->getTemplateArgs();
  return Args.size() && llvm::none_of(Args.asArray(), [&](const TemplateArgument &Arg) {
           return Arg.getKind() == TemplateArgument::Type && holdsThread(Arg.getAsType(), Table);
         });
}

/// What \p E is the value of: a variable that is not changed stands for what it
/// is made of.
static const Expr *origin(const Expr *E, const ASTContext &Context) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const bool Follow = Var && Var->getInit() && Var->getType().isConstant(Context);
  return (Follow ? Var->getInit() : E)->IgnoreParenCasts();
}

/// True if \p E says where the items of a container end: `items.size()`,
/// `items.end()`.
bool ItemLoops::isSizeOfItems(const Expr *E) const {
  static constexpr llvm::StringLiteral Names[] = {"size", "length", "end", "cend", "ssize"};
  const auto *Call = dyn_cast<CallExpr>(peel(origin(E, Context)));
  const FunctionDecl *Callee = Call ? calleeOf(Call) : nullptr;
  if (!llvm::is_contained(Names, nameOf(Callee)))
    return false;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  const Expr *Items = Member                    ? Member->getImplicitObjectArgument()
                      : Call->getNumArgs() == 1 ? Call->getArg(0)
                                                : nullptr;
  return Items && goesOver(Items->IgnoreParenImpCasts()->getType());
}

/// True if \p Var is filled where it is declared, with what is written there.
static bool isWrittenOut(const Expr *Range) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Range->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Expr *Init = Var ? Var->getInit() : nullptr;
  const auto *Construct = Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit()) : nullptr;
  return Construct && Construct->isListInitialization() && Construct->getNumArgs();
}

/// \p Loop, if it has as many rounds as there are items, or never ends.
std::optional<ItemLoops::ItemLoop> ItemLoops::itemLoop(const Stmt &Loop) const {
  const Expr *Condition = nullptr;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop)) {
    const Expr *Init = Range->getRangeInit();
    if (Init && !isWrittenOut(Init) && goesOver(Init->getType()))
      return ItemLoop{Loop.getBeginLoc(), false};
    return std::nullopt;
  }
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Condition = For->getCond();
  else if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    Condition = While->getCond();
  else
    return std::nullopt;
  bool Again = false;
  if (!Condition || (!Condition->isInstantiationDependent() &&
                     Condition->EvaluateAsBooleanCondition(Again, Context)))
    return !Condition || Again ? std::optional(ItemLoop{Loop.getBeginLoc(), true}) : std::nullopt;
  Condition = Condition->IgnoreUnlessSpelledInSource();
  const auto *Op = dyn_cast<BinaryOperator>(Condition);
  const auto *Overloaded = dyn_cast<CXXOperatorCallExpr>(Condition);
  const bool Compares =
      (Op && Op->isComparisonOp()) ||
      (Overloaded && Overloaded->isComparisonOp() && Overloaded->getNumArgs() == 2);
  if (!Compares)
    return std::nullopt;
  const Expr *Limit = Op ? Op->getRHS() : Overloaded->getArg(1);
  return isSizeOfItems(Limit) ? std::optional(ItemLoop{Loop.getBeginLoc(), false}) : std::nullopt;
}

//===-- What bounds it ----------------------------------------------------------------===//

/// True if \p E compares two values, and not with an error code.
static bool comparesAmounts(const Stmt *E) {
  const auto *Op = dyn_cast<BinaryOperator>(E);
  if (!Op || !Op->isRelationalOp())
    return false;
  const Expr *Right = Op->getRHS()->IgnoreParenImpCasts();
  const auto *Number = dyn_cast<IntegerLiteral>(Right);
  return Number ? Number->getValue().ugt(1) : !isa<UnaryOperator>(Right);
}

static bool anyIn(const Stmt *S, llvm::function_ref<bool(const Stmt *)> Is) {
  return S && (Is(S) ||
               llvm::any_of(S->children(), [&](const Stmt *Child) { return anyIn(Child, Is); }));
}

/// True if \p S, or a part of it, bounds how many threads run: it waits, or asks
/// how many there are.
bool ItemLoops::bounds(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(S); If && anyIn(If->getCond(), comparesAmounts))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    static constexpr llvm::StringLiteral Waits[] = {"join", "wait", "acquire"};
    const FunctionDecl *Callee = calleeOf(Call);
    if (isBlocking(*Call, Table) ||
        (isa_and_nonnull<CXXMethodDecl>(Callee) && Callee->getNumParams() == 0 &&
         llvm::is_contained(Waits, nameOf(Callee))))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return bounds(Child); });
}

//===-- What is started in it ----------------------------------------------------------===//

static const Stmt *bodyOf(const Stmt &S) {
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return While->getBody();
  const auto *Range = dyn_cast<CXXForRangeStmt>(&S);
  return Range ? Range->getBody() : nullptr;
}

void ItemLoops::collect(const Stmt *S, const ItemLoop *In) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *E = dyn_cast<Expr>(S); E && In)
    if (const std::optional<size_t> Spawn = Kept.spawnOf(*E);
        Spawn && startsThread(Found.Spawns[*Spawn])) {
      Found.Spawns[*Spawn].PerItem = In->Loc;
      Found.Spawns[*Spawn].PerRound = In->Endless;
    }
  const Stmt *Body = bodyOf(*S);
  const std::optional<ItemLoop> Loop = Body && !bounds(Body) ? itemLoop(*S) : std::nullopt;
  const ItemLoop *Inside = Loop ? &*Loop : Body && bounds(Body) ? nullptr : In;
  for (const Stmt *Child : S->children())
    collect(Child, Child == Body ? Inside : In);
}

} // namespace clang::tidy::structured
