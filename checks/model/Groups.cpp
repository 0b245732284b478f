#include "Groups.h"
#include "Assertions.h"
#include "Classes.h"
#include "Expressions.h"
#include "llvm/Support/SaveAndRestore.h"

namespace clang::tidy::structured {

//===-- Types -----------------------------------------------------------------===//

const OwnerApi *GroupTypes::findClass(const CXXRecordDecl &Class) const {
  for (const CXXRecordDecl *Each : withBases(Class))
    if (const OwnerApi *Api = Table.Owners.find(Each))
      return Api;
  return isOwner(Class, Table) ? &OwnerApi::usual() : nullptr;
}

const OwnerApi *GroupTypes::find(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || Class->isLambda())
    return nullptr;
  const auto [At, New] = Known.try_emplace(Class, nullptr);
  if (New)
    if (const OwnerApi *Api = findClass(*Class))
      return Known[Class] = Api;
  return At->second;
}

GroupUse::Kind kindOf(const CXXMemberCallExpr &Call, const OwnerApi &Of) {
  using Kind = GroupUse::Kind;
  static constexpr llvm::StringLiteral Cancels[] = {"cancel", "requestCancellation",
                                                    "request_stop"};
  static constexpr llvm::StringLiteral Resets[] = {"reset", "reopen", "clear"};
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const llvm::StringRef Name = nameOf(Method);
  if (llvm::is_contained(Of.Starts, Name))
    return Kind::Start;
  if (llvm::is_contained(Of.Waits, Name))
    return Kind::Wait;
  if (Name.starts_with("wait"))
    return Kind::MayWait;
  if (llvm::is_contained(Cancels, Name))
    return Kind::Cancel;
  if (llvm::is_contained(Resets, Name))
    return Kind::Reset;
  if (Name == "close")
    return Kind::Close;
  if (Name == "errors")
    return Kind::Look;
  return Method && (Method->isConst() || Name == "set_limit") ? Kind::Ask : Kind::Other;
}

//===-- Uses ------------------------------------------------------------------===//

/// True if \p Option, of an sc::group, may stop it, or says what happens to its errors.
static bool mayStop(const Expr *Option) {
  static constexpr llvm::StringLiteral Plain[] = {"limit", "name", "launch_policy"};
  const CXXRecordDecl *Class = Option->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return !isa<CXXDefaultArgExpr>(Option) && !(Class && llvm::is_contained(Plain, nameOf(Class)));
}

void Groups::add(const VarDecl &Var) {
  const OwnerApi *Api = Var.hasLocalStorage() ? Types.find(Var.getType()) : nullptr;
  if (!Api || Inside)
    return;
  Numbers[&Var] = All.size();
  Group &Added = All.emplace_back();
  Added.Var = &Var;
  Added.Api = Api;
  Added.Own = Var.isLocalVarDecl() && !Var.getType()->isReferenceType();
  const Expr *Init = Var.getInit() ? Var.getInit()->IgnoreImplicit() : nullptr;
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init);
  Added.Options = Init && (!Made || llvm::any_of(Made->arguments(), [](const Expr *Arg) {
                    return !isa<CXXDefaultArgExpr>(Arg);
                  }));
  Added.Stops = Made && isNamed(*Made->getConstructor()->getParent(), "::sc::group") &&
                llvm::any_of(Made->arguments(), mayStop);
  Added.Within = Within;
}

void Groups::read(const FunctionDecl *Function, const Stmt &Body) {
  if (Function)
    for (const ParmVarDecl *Each : Function->parameters())
      add(*Each);
  visit(&Body);
}

/// The group that \p E names, or null.
Group *Groups::named(const Expr *E) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
  const auto Known = Ref ? Numbers.find(Ref->getDecl()) : Numbers.end();
  return Known == Numbers.end() ? nullptr : &All[Known->second];
}

void Groups::visitDeclared(const DeclStmt &Declared) {
  for (const Decl *D : Declared.decls())
    if (const auto *Var = dyn_cast<VarDecl>(D)) {
      visit(Var->getInit());
      add(*Var);
    }
}

bool Groups::visitCall(const CXXMemberCallExpr &Call) {
  const Expr *Object = Call.getImplicitObjectArgument();
  Group *Of = named(Object);
  if (!Of)
    return false;
  GroupUse::Kind What = kindOf(Call, *Of->Api);
  // What is refused starts nothing.
  if (What == GroupUse::Kind::Start &&
      isAsserted(Call.getBeginLoc(), {"THROW"}, Of->Var->getASTContext()))
    What = GroupUse::Kind::Ask;
  Of->Uses.push_back({What, &Call, cast<DeclRefExpr>(Object->IgnoreParenImpCasts()), &Call,
                      Inside != nullptr, Within});
  const llvm::SaveAndRestore Starting(InStart, What == GroupUse::Kind::Start);
  for (const Expr *Arg : Call.arguments())
    visit(Arg);
  return true;
}

/// A task may start others, and ask. All else that a lambda does with a group is done
/// nobody knows when.
void Groups::visitLambda(const LambdaExpr &Lambda) {
  for (const auto &[Capture, Init] : llvm::zip(Lambda.captures(), Lambda.capture_inits()))
    if (Lambda.isInitCapture(&Capture))
      visit(Init);
  std::vector<size_t> Before;
  for (const Group &Each : All)
    Before.push_back(Each.Uses.size());
  const bool Task = InStart;
  const bool Outermost = !Inside;
  {
    const llvm::SaveAndRestore In(Inside, Inside ? Inside : &Lambda);
    const llvm::SaveAndRestore Nothing(InStart, false);
    visit(Lambda.getBody());
  }
  if (!Outermost)
    return;
  for (unsigned I = 0; I < Before.size(); ++I) {
    auto Said = llvm::drop_begin(All[I].Uses, Before[I]);
    const bool Known =
        Task && llvm::all_of(Said, [](const GroupUse &Use) {
          using Kind = GroupUse::Kind;
          return Use.What == Kind::Start || Use.What == Kind::Cancel || Use.What == Kind::Ask;
        });
    if (Said.empty() || Known)
      continue;
    const DeclRefExpr *Name = Said.begin()->Name;
    All[I].Uses.resize(Before[I]);
    All[I].Uses.push_back({GroupUse::Kind::Other, &Lambda, Name, nullptr, false, Within});
  }
}

void Groups::visitName(const DeclRefExpr &Name) {
  if (Group *Of = named(&Name))
    Of->Uses.push_back({GroupUse::Kind::Other, &Name, &Name, nullptr, Inside != nullptr, Within});
}

void Groups::visit(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr>(S))
    return;
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    return visitDeclared(*Declared);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return visitLambda(*Lambda);
  if (const auto *Name = dyn_cast<DeclRefExpr>(S))
    return visitName(*Name);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && visitCall(*Call))
    return;
  const bool Branch = !Inside && isa<IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt,
                                     CXXForRangeStmt, CXXCatchStmt, ConditionalOperator>(S);
  if (Branch)
    Within.push_back(S);
  const llvm::SaveAndRestore Starting(InStart, InStart && !isa<CompoundStmt>(S));
  for (const Stmt *Child : S->children())
    visit(Child);
  if (Branch)
    Within.pop_back();
}

} // namespace clang::tidy::structured
