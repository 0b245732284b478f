#include "ParallelTasks.h"
#include "Expressions.h"
#include "llvm/ADT/DenseMap.h"

namespace clang::tidy::structured {

bool mayHaveParallelTasks(ASTContext &Context) {
  return Context.getLangOpts().OpenMP && Context.Idents.find("task") != Context.Idents.end();
}

namespace {
/// Reads one body.
class Reader {
public:
  void read(const Stmt *S, SourceLocation ScopeEnd);
  void addVariable(const Decl *D, SourceLocation ScopeEnd);

  llvm::SmallVector<const OMPTaskDirective *, 1> Tasks;
  /// Where the scope of each variable ends.
  llvm::DenseMap<const VarDecl *, SourceLocation> Ends;
  bool Waits = false;
};
} // namespace

/// True if \p Task waits for nobody and nobody for it.
static bool isFree(const OMPTaskDirective &Task) {
  return !Task.hasClausesOfKind<OMPDependClause>() && !Task.hasClausesOfKind<OMPIfClause>() &&
         !Task.hasClausesOfKind<OMPFinalClause>() && !Task.hasClausesOfKind<OMPDetachClause>();
}

void Reader::addVariable(const Decl *D, SourceLocation ScopeEnd) {
  const auto *Var = dyn_cast<VarDecl>(D);
  if (Var && isLocalObject(Var) && !Var->getType()->isReferenceType())
    Ends[Var] = ScopeEnd;
}

void Reader::read(const Stmt *S, SourceLocation ScopeEnd) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Task = dyn_cast<OMPTaskDirective>(S)) {
    if (isFree(*Task))
      Tasks.push_back(Task);
    return; // What it does is done later.
  }
  // Nearly all others wait at their end, or are where somebody does.
  Waits |= isa<OMPExecutableDirective>(S);
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declared->decls())
      addVariable(D, ScopeEnd);
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    ScopeEnd = Block->getRBracLoc();
  for (const Stmt *Child : S->children())
    read(Child, ScopeEnd);
}

/// Adds what \p Task shares of those variables to \p Site.
static void addShared(const OMPTaskDirective &Task, const Reader &Body, SpawnSite &Site) {
  for (const auto *Clause : Task.getClausesOfKind<OMPSharedClause>())
    for (const Expr *Name : Clause->varlist()) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Name->IgnoreParenImpCasts());
      const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      const auto End = Var ? Body.Ends.find(Var) : Body.Ends.end();
      if (End == Body.Ends.end())
        continue;
      Held &H = Site.Work.Captures.emplace_back();
      H.Name = Var->getNameAsString();
      H.How = Hold::Reference;
      H.Loc = Ref->getLocation();
      H.Declared = Var->getLocation();
      H.Local = true;
      H.DiesAt = End->second;
    }
}

void addParallelTasks(const FunctionDecl *Function, const Stmt &Body, const Scope &In,
                      Facts &Found) {
  Reader Read;
  if (Function)
    for (const ParmVarDecl *Parameter : Function->parameters())
      Read.addVariable(Parameter, Body.getEndLoc());
  Read.read(&Body, Body.getEndLoc());
  if (Read.Waits)
    return;
  for (const OMPTaskDirective *Task : Read.Tasks) {
    SpawnSite Site;
    Site.Api = "omp task";
    Site.Loc = Task->getBeginLoc();
    Site.Range = Task->getSourceRange();
    Site.In = In;
    addShared(*Task, Read, Site);
    if (!Site.Work.Captures.empty())
      Found.Spawns.push_back(std::move(Site));
  }
}

} // namespace clang::tidy::structured
