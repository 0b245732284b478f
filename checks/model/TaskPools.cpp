#include "TaskPools.h"
#include "Callables.h"
#include "Classes.h"
#include "Expressions.h"
#include "SpawnApis.h"
#include "ThreadHolders.h"
#include "clang/AST/DeclTemplate.h"

namespace clang::tidy::structured {

/// True if a function of this name queues what it is given.
static bool soundsLikeQueueing(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Verbs[] = {"submit",   "enqueue", "post",      "schedule",
                                                  "dispatch", "defer",   "add_task",  "addtask",
                                                  "add_job",  "addjob",  "push_task", "pushtask"};
  return Name == "execute" || llvm::any_of(Verbs, [&](llvm::StringRef Verb) {
           return Name.starts_with_insensitive(Verb);
         });
}

static bool hasThreads(const CXXRecordDecl &Class, const SpawnTable &Table) {
  return llvm::any_of(withBases(Class), [&](const CXXRecordDecl *Part) {
    return llvm::any_of(Part->fields(), [&](const FieldDecl *Field) {
      const QualType T = Field->getType();
      if (threadHolder(T, Table).Api)
        return true;
      const SpawnApi *Api = Table.Spawns.find(heldBy(T)->getAsCXXRecordDecl());
      return Api && Api->OwnThread;
    });
  });
}

/// True if \p Parameter of \p Method takes any callable.
static bool takesCallable(const CXXMethodDecl &Method, unsigned Index) {
  if (const FunctionTemplateDecl *Template = Method.getPrimaryTemplate()) {
    const FunctionDecl *Pattern = Template->getTemplatedDecl();
    if (Index < Pattern->getNumParams() &&
        Pattern->getParamDecl(Index)->getType().getNonReferenceType()->isTemplateTypeParmType())
      return true;
  }
  return Index < Method.getNumParams() && isTaskType(Method.getParamDecl(Index)->getType());
}

bool isExecutor(const CXXRecordDecl &Class) {
  auto Queues = [](const Decl *Member) {
    const FunctionDecl *Function = Member->getAsFunction();
    return Function && !isa<CXXConstructorDecl>(Function) &&
           (nameOf(Function) == "add" || soundsLikeQueueing(nameOf(Function))) &&
           takesTask(*Function);
  };
  return llvm::any_of(withBases(Class), [&](const CXXRecordDecl *Part) {
    return !Part->isInStdNamespace() && llvm::any_of(Part->decls(), Queues);
  });
}

std::optional<SpawnApi> pooledBy(const CallExpr &Call, const SpawnTable &Table) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!soundsLikeQueueing(nameOf(Method)) || !hasThreads(*Method->getParent(), Table))
    return std::nullopt;
  const llvm::ArrayRef<const Expr *> Args = givenTo(Call);
  for (unsigned I = 0; I < Args.size(); ++I) {
    if (!takesCallable(*Method, I) || !(calledBy(Args[I]) || isTaskType(Args[I]->getType())))
      continue;
    SpawnApi Api{spelledName(*Method), OnDrop::Detaches, I};
    const QualType Result = Call.getType();
    if (Result->isVoidType() || Result->isBooleanType() || Result->isIntegralOrEnumerationType())
      Api.Posted = Posting::Soon;
    return Api;
  }
  return std::nullopt;
}

} // namespace clang::tidy::structured
