#include "MemberThreads.h"
#include "Classes.h"
#include "Expressions.h"
#include "LostNames.h"
#include "ObjectEnds.h"
#include "WholeProgram.h"
#include "clang/Lex/Lexer.h"

namespace clang::tidy::structured {

void MemberThreads::addField(const FieldDecl &Field, const Place &At) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (At.Dependent || At.In.OfOwner || !Class || !isPlainClass(*Class))
    return;
  if (const ThreadHolder Holder = threadHolder(Field.getType(), Table); Holder.Api)
    Members[Field.getCanonicalDecl()].Holder = Holder;
  if (const Expr *Init = Field.getInClassInitializer())
    Initializers.push_back(Init);
}

void MemberThreads::addFunction(const FunctionDecl &Function) {
  if (Function.doesThisDeclarationHaveABody() && Function.getBody())
    Functions.push_back(&Function);
}

void MemberThreads::readFunctions() {
  auto IsThread = [&](const FieldDecl *Field) {
    return Members.contains(Field->getCanonicalDecl());
  };
  for (const FunctionDecl *Function : Functions)
    Effects[Function->getCanonicalDecl()] = readMemberEffects(*Function, Table, Kept, IsThread);
  for (const Expr *Init : Initializers) {
    const MemberEffects Does = readMemberEffects(*Init, Table, Kept, IsThread);
    Handed.insert_range(Does.Escapes);
    Handed.insert_range(llvm::make_first_range(Does.Releases));
  }
  for (const auto &[Function, Does] : Effects)
    for (const MemberEffects::Start &Start : Does.Starts)
      Members[Start.Field->getCanonicalDecl()].Starts.push_back({Start.At, Function});
  for (auto &[Field, Of] : Members)
    if (const Expr *Init = Field->getInClassInitializer())
      if (const Expr *Start = Kept.startIn(*Init))
        Of.Starts.push_back({Start, nullptr});
}

//===-- Who joins it ----------------------------------------------------------===//

/// Adds \p Function, and what it is called as.
static bool addTo(llvm::SmallPtrSetImpl<const FunctionDecl *> &To, const FunctionDecl *Function) {
  if (!To.insert(Function->getCanonicalDecl()).second)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      addTo(To, Overridden);
  return true;
}

MemberThreads::Question MemberThreads::questionOf(const FieldDecl &Field) const {
  Question About{Field, cast<CXXRecordDecl>(*Field.getParent()), {}, {}};
  auto Joins = [&](const MemberEffects &Does) {
    return Does.Releases.contains(&Field) ||
           llvm::any_of(Does.Calls,
                        [&](const FunctionDecl *Called) { return About.Joining.contains(Called); });
  };
  for (bool More = true; std::exchange(More, false);)
    for (const auto &[Function, Does] : Effects)
      if (!About.Joining.contains(Function) && Joins(Does))
        More |= addTo(About.Joining, Function);
  for (const auto &[Function, Does] : Effects)
    if (const auto At = Does.Releases.find(&Field); At != Does.Releases.end()) {
      About.Release = At->second;
      break;
    }
  return About;
}

static bool isMemberOf(const FunctionDecl &Function, const CXXRecordDecl &Class) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->getCanonicalDecl() == Class.getCanonicalDecl();
}

/// True if others than the functions of its class can get at the thread, in other files.
bool MemberThreads::isPublic(const Question &About) const {
  return About.Field.getAccess() != AS_private && About.Release.isInvalid() &&
         !isInMainFile(About.Class.getLocation(), Sources);
}

/// True if others than the functions of its class may join the thread.
bool MemberThreads::isHandedOn(const Question &About) const {
  return Handed.contains(&About.Field) || llvm::any_of(Effects, [&](const auto &Each) {
           const MemberEffects &Does = Each.second;
           return Does.Escapes.contains(&About.Field) ||
                  Does.Said.contains(About.Field.getIdentifier()) ||
                  (Does.Releases.contains(&About.Field) && !isMemberOf(*Each.first, About.Class));
         });
}

/// True for what is called through a base class, such as the end of a test.
static bool overrides(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->size_overridden_methods() && !isa<CXXDestructorDecl>(Method);
}

/// True if what starts it joins it too, or is called by what does, or if a base
/// class has that done.
bool MemberThreads::isJoinedAfter(const FunctionDecl *Start, const Question &About) const {
  return llvm::any_of(Effects, [&](const auto &Each) {
    const bool Starts = Start && (Each.first == Start || Each.second.Calls.contains(Start));
    return (Starts || overrides(*Each.first)) && About.Joining.contains(Each.first);
  });
}

/// The destructor that \p Class says itself, or null.
static const CXXDestructorDecl *writtenDestructor(const CXXRecordDecl &Class) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  return Destructor && Destructor->isUserProvided() && !Destructor->isDefaulted() ? Destructor
                                                                                  : nullptr;
}

/// The destructor and what it calls, as far as the unit shows that.
MemberThreads::FunctionSet MemberThreads::reachedFrom(const CXXDestructorDecl &Destructor) const {
  FunctionSet Reached;
  llvm::SmallVector<const FunctionDecl *> Left{Destructor.getCanonicalDecl()};
  while (!Left.empty()) {
    const FunctionDecl *Next = Left.pop_back_val();
    const auto Does = Effects.find(Next);
    if (Does != Effects.end() && Reached.insert(Next).second)
      llvm::append_range(Left, Does->second.Calls);
  }
  return Reached;
}

/// True if what it does stands in another file than \p From.
static bool isHidden(const FunctionDecl &Function, SourceLocation From) {
  return !isOfSystemHeader(Function) && !bodyBeside(Function, From);
}

/// True if the destructor, or what it calls, hands its object to something that
/// the file of \p From does not show, or sees to it that nothing runs any more.
bool MemberThreads::isUnknownIn(const CXXDestructorDecl &Destructor, const Question &About,
                                SourceLocation From) const {
  return llvm::any_of(reachedFrom(Destructor), [&](const FunctionDecl *Each) {
    const MemberEffects &Does = Effects.find(Each)->second;
    return Does.Unknown || Does.Asked.contains(&About.Field) ||
           llvm::any_of(Does.CallsWithThis,
                        [&](const FunctionDecl *Called) { return isHidden(*Called, From); });
  });
}

/// The functions that would tell whether the end of an object joins the thread,
/// but stand in another file.
std::vector<std::string> MemberThreads::neededFor(const Question &About,
                                                  SourceLocation Start) const {
  llvm::SmallSetVector<const FunctionDecl *, 4> Hidden;
  auto Add = [&](const FunctionDecl *Function) {
    if (isHidden(*Function, Start))
      Hidden.insert(Function);
  };
  const CXXDestructorDecl *Destructor = writtenDestructor(About.Class);
  if (Destructor && !isHidden(*Destructor, Start)) {
    for (const FunctionDecl *Each : reachedFrom(*Destructor))
      llvm::for_each(Effects.find(Each)->second.CallsWithThis, Add);
  } else if (Destructor) {
    Add(Destructor);
  } else {
    for (const CXXMethodDecl *Method : About.Class.methods())
      if (Method->isUserProvided() && !Method->isPureVirtual())
        Add(Method);
  }
  std::vector<std::string> Names;
  for (const FunctionDecl *Each : Hidden)
    Names.push_back(Each->getQualifiedNameAsString());
  llvm::sort(Names);
  return Names;
}

//===-- What is found -----------------------------------------------------------===//

/// True if the text of \p Body has nothing in it.
static bool isEmpty(const Stmt &Body, const ASTContext &Context) {
  const std::optional<Token> Next =
      Lexer::findNextToken(Body.getBeginLoc(), Context.getSourceManager(), Context.getLangOpts());
  return Next && Next->is(tok::r_brace);
}

/// True if the end of an object leaves the thread as it is.
bool MemberThreads::leaves(const Question &About, SourceLocation Start) const {
  const ASTContext &Context = About.Class.getASTContext();
  // After an error, the tree lacks what could not be understood.
  const bool Errors = Context.getDiagnostics().hasUncompilableErrorOccurred();
  if (const CXXDestructorDecl *Destructor = writtenDestructor(About.Class)) {
    const Stmt *Body = bodyBeside(*Destructor, Start);
    return Body && (!Errors || isEmpty(*Body, Context)) &&
           !namesAreLost(About.Field, *Body, Context) &&
           !About.Joining.contains(Destructor->getCanonicalDecl()) &&
           !isUnknownIn(*Destructor, About, Start);
  }
  if (Errors)
    return false;
  // Without one, who calls what joins, and so before the end, has to be seen.
  auto CallsJoining = [&](const auto &Each) {
    return llvm::any_of(Each.second.Calls,
                        [&](const FunctionDecl *Called) { return About.Joining.contains(Called); });
  };
  if (About.Release.isValid() &&
      (!isInMainFile(About.Class.getLocation(), Sources) || llvm::any_of(Effects, CallsJoining)))
    return false;
  return llvm::all_of(About.Class.methods(), [](const CXXMethodDecl *Method) {
    return !Method->isUserProvided() || Method->isPureVirtual() || Method->isDefined();
  });
}

UnjoinedThread MemberThreads::factOf(const Question &About, size_t Spawn, bool Many) const {
  const CXXDestructorDecl *Destructor = writtenDestructor(About.Class);
  UnjoinedThread Fact;
  Fact.How = UnjoinedThread::Kind::Object;
  Fact.Spawn = Spawn;
  Fact.Holder = {Handle::Kind::Member, About.Field.getNameAsString(), About.Field.getLocation()};
  Fact.Many = Many;
  Fact.Class = About.Class.getNameAsString();
  Fact.HasDestructor = Destructor;
  Fact.End = Destructor ? Destructor->getLocation() : About.Class.getLocation();
  Fact.Joined = About.Release;
  Fact.Ever = About.Release.isValid();
  Fact.In = Found.Spawns[Spawn].In;
  return Fact;
}

/// \p Start: the function that starts the thread, or null.
void MemberThreads::addOpen(const Question &About, OpenThread Open, const FunctionDecl *Start) {
  if (WholeProgram::isWanted()) {
    ProgramFacts::OpenMember Fact;
    Fact.Field = Named.numberOf(About.Field);
    Fact.Class = Named.numberOf(About.Class);
    if (Start)
      Fact.StartedBy = Named.numberOf(*Start);
    if (const CXXDestructorDecl *Destructor = writtenDestructor(About.Class))
      Fact.Destructor = Named.numberOf(*Destructor);
    else
      for (const CXXMethodDecl *Method : About.Class.methods())
        if (Method->isUserProvided() && !Method->isPureVirtual())
          Fact.Methods.push_back(Named.numberOf(*Method));
    Fact.Public = Open.Public;
    Found.Program.OpenMembers.push_back(std::move(Fact));
  }
  Found.OpenThreads.push_back(std::move(Open));
}

/// Says at most one thing of a member.
void MemberThreads::judge(const FieldDecl &Field, const Member &Of) {
  const Question About = questionOf(Field);
  if (!isDestroyed(About.Class) || isOwner(About.Class, Table) || isHandedOn(About))
    return;
  const bool Public = isPublic(About);
  for (const auto &[Start, Function] : Of.Starts) {
    const std::optional<size_t> Spawn = Kept.spawnOf(*Start);
    if (!Spawn || isJoinedAfter(Function, About))
      continue;
    UnjoinedThread Fact = factOf(About, *Spawn, Of.Holder.How == Holding::Many);
    if (!Public && leaves(About, Start->getExprLoc())) {
      Found.Unjoined.push_back(std::move(Fact));
      return;
    }
    const CXXDestructorDecl *Destructor = writtenDestructor(About.Class);
    const bool Joins = Destructor && About.Joining.contains(Destructor->getCanonicalDecl());
    std::vector<std::string> Needed = neededFor(About, Start->getExprLoc());
    if (!Joins && (Public || !Needed.empty()))
      return addOpen(About,
                     {std::move(Fact), std::move(Needed), Public, Field.getQualifiedNameAsString()},
                     Function);
  }
}

void MemberThreads::addProgramFacts() {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Classes;
  for (const FieldDecl *Field : llvm::make_first_range(Members))
    Classes.insert(cast<CXXRecordDecl>(Field->getParent())->getCanonicalDecl());
  addMemberFacts(Effects, Classes, Named, Sources, Found.Program);
}

void MemberThreads::resolve() {
  const bool OfProgram = WholeProgram::isWanted();
  if (Members.empty() || (Found.Spawns.empty() && !OfProgram))
    return;
  readFunctions();
  for (const auto &[Field, Of] : Members)
    if (!Of.Starts.empty())
      judge(*Field, Of);
  if (OfProgram)
    addProgramFacts();
}

} // namespace clang::tidy::structured
