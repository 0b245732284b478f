#include "LostResults.h"
#include "Callables.h"
#include "Emplacements.h"
#include "Expressions.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

/// Class templates whose objects call what they are made of; the first argument
/// is the type of the call.
static constexpr const char *Wrappers[] = {
    "::std::function",   "::std::move_only_function", "::std::copyable_function",
    "::boost::function", "::std::packaged_task",      "::boost::packaged_task",
    "::folly::Function", "::absl::AnyInvocable",
};

/// True if objects of \p Class call what they are made of, and drop the result.
bool LostResults::dropsResults(const CXXRecordDecl *Class) const {
  if (const SpawnApi *Api = Table.Spawns.find(Class))
    return Api->Callable == 0;
  const auto *Made = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Made || llvm::none_of(Wrappers, [&](const char *Name) { return isNamed(*Made, Name); }))
    return false;
  const TemplateArgument &Type = Made->getTemplateArgs()[0];
  const auto *Call =
      Type.getKind() == TemplateArgument::Type ? Type.getAsType()->getAs<FunctionType>() : nullptr;
  return Call && Call->getReturnType()->isVoidType();
}

void LostResults::add(const Expr *Callable, std::string Wrapper, const Place &At) {
  // What a template is used with is not the template's to judge; a lambda that
  // is written in it is.
  const bool Given = At.Instantiated && !isa<LambdaExpr>(peel(Callable));
  const FunctionDecl *Called = Given ? nullptr : calledBy(Callable);
  const SourceLocation Loc = Callable->getBeginLoc();
  std::optional<DiscardSite> Result =
      Called ? HandlesIn.discardOfResult(*Called, Loc) : std::nullopt;
  if (!Result || !Known.insert(writtenAt(Loc, Context.getSourceManager())).second)
    return;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Called);
      Method && Method->isOverloadedOperator() && !isLambdaCallOperator(Method)) {
    Result->By = DiscardSite::Maker::Class;
    Result->Source = spelledType(Context.getCanonicalTagType(Method->getParent()), Context);
    if (Context.getSourceManager().isInSystemHeader(Result->DeclaredAt))
      Result->DeclaredAt = SourceLocation(); // The type says it.
  }
  Found.LostResults.push_back(
      {Loc, Callable->getSourceRange(), *Result, std::move(Wrapper), At.In});
}

/// How a user spells \p Class.
static std::string spelled(const CXXRecordDecl &Class, const ASTContext &Context) {
  return spelledType(Context.getCanonicalTagType(&Class), Context);
}

void LostResults::addPost(const CallExpr &Call, const Expr &Work, const Place &At) {
  if (const FunctionDecl *Callee = calleeOf(&Call))
    add(&Work, spelledName(*Callee), At);
}

void LostResults::addConstruction(const CXXConstructExpr &Construct, const Place &At) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (Construct.getNumArgs() && !Constructor->isCopyOrMoveConstructor() &&
      dropsResults(Constructor->getParent()))
    add(Construct.getArg(0), spelled(*Constructor->getParent(), Context), At);
}

void LostResults::addAssignment(const CXXOperatorCallExpr &Assign, const Place &At) {
  if (Assign.getOperator() != OO_Equal || Assign.getNumArgs() != 2)
    return;
  const CXXRecordDecl *To = Assign.getArg(0)->getType()->getAsCXXRecordDecl();
  if (To && Assign.getArg(1)->getType()->getAsCXXRecordDecl() != To && dropsResults(To))
    add(Assign.getArg(1), spelled(*To, Context), At);
}

void LostResults::addCall(const CXXMemberCallExpr &Call, const Place &At) {
  const llvm::ArrayRef<const Expr *> Placed = placedBy(Call);
  const auto *Container =
      Placed.empty() ? nullptr
                     : dyn_cast<ClassTemplateSpecializationDecl>(Call.getMethodDecl()->getParent());
  if (!Container || !Container->isInStdNamespace())
    return;
  for (const TemplateArgument &Held : Container->getTemplateArgs().asArray())
    if (const CXXRecordDecl *Class = Held.getKind() == TemplateArgument::Type
                                         ? Held.getAsType()->getAsCXXRecordDecl()
                                         : nullptr)
      if (dropsResults(Class) && Placed.front()->getType()->getAsCXXRecordDecl() != Class)
        add(Placed.front(), spelled(*Class, Context), At);
}

} // namespace clang::tidy::structured
