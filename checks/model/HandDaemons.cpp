#include "HandDaemons.h"
#include "Classes.h"
#include "Expressions.h"
#include "clang/AST/StmtCXX.h"

namespace clang::tidy::structured {

void HandDaemons::addField(const FieldDecl &Field, const Place &At) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (Class && !At.Dependent && !At.In.OfOwner && isPlainClass(*Class) &&
      Field.getAccess() == AS_private && isStdThread(Field.getType(), /*Many=*/false))
    Threads.push_back(&Field);
}

namespace {

/// Reads what a class does with one of its threads.
class Reading {
public:
  Reading(const FieldDecl &Thread, const ClassCode &Code) : Code(Code) { Held.Thread = &Thread; }

  /// What is found, if it is a thread with a flag and nothing unknown is done with it.
  std::optional<HeldDaemon> read();

private:
  bool readUse(const ClassCode::Use &Use);
  bool readCall(const CXXMemberCallExpr &Call, const ClassCode::Use &Use);
  bool readStart(const Expr *Value, const FunctionDecl &By);
  bool readWork(llvm::ArrayRef<const Expr *> Args);
  bool findFlag();

  const ClassCode &Code;
  HeldDaemon Held;
};

} // namespace

//===-- What is run ---------------------------------------------------------------===//

/// The function of the class that \p Body calls for its object, and does nothing else, or null.
static const MemberExpr *onlyCall(const Stmt *Body) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
  const auto *Only = Block && Block->size() == 1 ? dyn_cast<Expr>(Block->body_front()) : nullptr;
  const auto *Call = Only ? dyn_cast<CXXMemberCallExpr>(Only->IgnoreImplicit()) : nullptr;
  const auto *Named = Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()) : nullptr;
  return Named && Call->getNumArgs() == 0 && isa<CXXThisExpr>(Named->getBase()->IgnoreImplicit())
             ? Named
             : nullptr;
}

bool Reading::readWork(llvm::ArrayRef<const Expr *> Args) {
  const Expr *Work = Args.empty() ? nullptr : peel(Args.front());
  if (Args.size() == 1 && isa_and_nonnull<LambdaExpr>(Work)) {
    Held.Lambda = cast<LambdaExpr>(Work);
    const auto *Call = onlyCall(Held.Lambda->getBody());
    Held.Called = Call;
    Held.Function = Call ? dyn_cast<CXXMethodDecl>(Call->getMemberDecl()) : nullptr;
    return Held.Lambda->getCallOperator()->getNumParams() == 0;
  }
  const auto *Address = dyn_cast_or_null<UnaryOperator>(Work);
  if (Args.size() != 2 || !Address || Address->getOpcode() != UO_AddrOf ||
      !isa<CXXThisExpr>(peel(Args[1])))
    return false;
  const auto *Named = dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParens());
  Held.Called = Named;
  Held.Function = Named ? dyn_cast<CXXMethodDecl>(Named->getDecl()) : nullptr;
  return Held.Function && Held.Function->getNumParams() == 0;
}

/// \p Value is what the thread is given by \p By: nothing yet, or the one start.
bool Reading::readStart(const Expr *Value, const FunctionDecl &By) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(peel(Value));
  if (!Made || !isStdThread(Made->getType(), /*Many=*/false))
    return false;
  if (Made->getNumArgs() == 0)
    return true;
  if (std::exchange(Held.Start, Made) != nullptr)
    return false;
  Held.Starter = &By;
  return readWork({Made->getArgs(), Made->getNumArgs()});
}

//===-- What is done with it --------------------------------------------------------===//

/// True if \p S, a statement or a block of one, joins something.
static bool joins(const Stmt *S) {
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return Block->size() == 1 && joins(Block->body_front());
  const auto *E = dyn_cast<Expr>(S);
  return E && calledMember(E->IgnoreImplicit()) == "join";
}

/// True if \p In is \p S alone, or a block of that.
static bool isOnly(const Stmt *In, const Stmt &S) {
  const auto *Block = dyn_cast<CompoundStmt>(In);
  if (Block)
    In = Block->size() == 1 ? Block->body_front() : nullptr;
  const auto *E = dyn_cast_or_null<Expr>(In);
  return E && E->IgnoreImplicit() == &S;
}

/// The function that \p Condition calls for the member \p Field of its object.
static llvm::StringRef askedOf(const FieldDecl &Field, const Expr *Condition) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Condition->IgnoreParenImpCasts());
  return Call && namedBy(Call->getImplicitObjectArgument()) == &Field ? calledMember(Call) : "";
}

bool Reading::readCall(const CXXMemberCallExpr &Call, const ClassCode::Use &Use) {
  const StatementsOf &In = Code.statements(Use);
  const Stmt *S = In.around(&Call);
  if (calledMember(&Call) == "joinable") { // Only as the question before a join.
    const auto *If = dyn_cast_or_null<IfStmt>(Code.parent(&Call, Use));
    return If && If->getCond()->IgnoreParenImpCasts() == &Call && joins(If->getThen());
  }
  if (calledMember(&Call) != "join" || !S || !isOnly(S, Call))
    return false;
  const Stmt *Around = In.parent(S);
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Around);
      Block && isa_and_nonnull<IfStmt>(In.parent(Block)) && Block->size() == 1)
    Around = In.parent(Block);
  if (const auto *If = dyn_cast_or_null<IfStmt>(Around)) {
    if (!isOnly(If->getThen(), Call) || If->getElse() || If->getInit() ||
        If->getConditionVariable() || askedOf(*Held.Thread, If->getCond()) != "joinable")
      return false;
    S = If;
  }
  const auto *Block = dyn_cast_or_null<CompoundStmt>(In.parent(S));
  if (!Block)
    return false;
  Held.Joins.push_back({&Call, S, Block, nullptr});
  return true;
}

bool Reading::readUse(const ClassCode::Use &Use) {
  const Stmt *In = Code.parent(Use.At, Use);
  if (!Use.OfThis || !In)
    return false;
  if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(In)) {
    if (Assign->getOperator() != OO_Equal || peel(Assign->getArg(0)) != Use.At ||
        !readStart(Assign->getArg(1), *Use.In))
      return false;
    Held.Assignment = Assign;
    return Held.Start == peel(Assign->getArg(1));
  }
  const auto *Call =
      isa<MemberExpr>(In) ? dyn_cast_or_null<CXXMemberCallExpr>(Code.parent(In, Use)) : nullptr;
  return Call && readCall(*Call, Use);
}

//===-- The flag ----------------------------------------------------------------------===//

static bool isFlag(QualType T) {
  if (T->isBooleanType())
    return true;
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return Class && isNamed(*Class, "::std::atomic") &&
         Class->getTemplateArgs()[0].getAsType()->isBooleanType();
}

/// The last statement before \p Of in \p Block, or in a block there, that sets \p Flag.
static const Stmt *setBefore(const Stmt *Of, const CompoundStmt &Block, const FieldDecl &Flag) {
  const Stmt *Last = nullptr;
  for (const Stmt *Each : Block.body()) {
    if (Each == Of)
      break;
    const auto *Inner = dyn_cast<CompoundStmt>(Each);
    if (const Stmt *Set = Inner ? setBefore(Of, *Inner, Flag) : setBy(Each, Flag) ? Each : nullptr)
      Last = Set;
  }
  return Last;
}

/// Finds what the thread reads and who joins it sets.
bool Reading::findFlag() {
  for (const FieldDecl *Flag : cast<CXXRecordDecl>(Held.Thread->getParent())->fields()) {
    if (!isFlag(Flag->getType()) ||
        llvm::none_of(Code.usesOf(*Flag), [&](const auto &Use) { return Held.runs(Use); }))
      continue;
    bool Told = false;
    for (HeldDaemon::Join &Each : Held.Joins)
      if ((Each.Told = setBefore(Each.Whole, *Each.Block, *Flag))) {
        Held.Stop = *setBy(Each.Told, *Flag);
        Told = true;
      }
    if (Told) {
      Held.Flag = Flag;
      return true;
    }
  }
  return false;
}

std::optional<HeldDaemon> Reading::read() {
  if (const Expr *Init = Held.Thread->getInClassInitializer()) {
    const auto *Made = dyn_cast<CXXConstructExpr>(peel(Init));
    if (!Made || Made->getNumArgs() != 0)
      return std::nullopt;
  }
  for (const ClassCode::Initial &Each : Code.initialsOf(*Held.Thread))
    if (!readStart(Each.Init->getInit(), *Each.In))
      return std::nullopt;
  for (const ClassCode::Use &Use : Code.usesOf(*Held.Thread))
    if (!readUse(Use))
      return std::nullopt;
  return Held.Start && findFlag() ? std::optional(Held) : std::nullopt;
}

//===-- What is found -------------------------------------------------------------------===//

void HandDaemons::judge(const FieldDecl &Field) {
  const auto &Class = cast<CXXRecordDecl>(*Field.getParent());
  if (isOwner(Class, Table))
    return;
  const ClassCode Code(Class);
  if (!Code.isWhole())
    return;
  const std::optional<HeldDaemon> Held = Reading(Field, Code).read();
  const std::optional<size_t> Spawn = Held ? Kept.spawnOf(*Held->Start) : std::nullopt;
  if (!Spawn)
    return;
  HandDaemon Fact;
  Fact.Spawn = *Spawn;
  Fact.Name = Field.getNameAsString();
  Fact.Class = Class.getNameAsString();
  Fact.Flag = Held->Flag->getNameAsString();
  for (const HeldDaemon::Join &Each : Held->Joins) {
    Fact.JoinedAt.push_back(Each.Call->getExprLoc());
    if (Each.Told)
      Fact.ToldAt.push_back(Each.Told->getBeginLoc());
  }
  Fact.ToDaemon = toDaemon(*Held, Code, Context);
  Found.HandDaemons.push_back(std::move(Fact));
}

void HandDaemons::resolve() {
  if (!Found.Spawns.empty())
    for (const FieldDecl *Each : Threads)
      judge(*Each);
}

} // namespace clang::tidy::structured
