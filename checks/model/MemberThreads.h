#pragma once

#include "MemberFacts.h"
#include "ThreadHolders.h"

namespace clang::tidy::structured {

/// Finds the threads that objects hold in their members, and that may be running
/// when the object is destroyed, because its destructor does not join them.
///
/// Only what the file shows counts: where a destructor, or what it calls for its
/// object, stands elsewhere, and where others get at the thread, the question is left
/// to the whole program.
class MemberThreads {
public:
  MemberThreads(ASTContext &Context, const SpawnTable &Table, const Handles &Kept, Entities &Named,
                Facts &Found)
      : Sources(Context.getSourceManager()), Table(Table), Kept(Kept), Named(Named), Found(Found) {}

  /// Notes a member, and a function that may start or join what members hold.
  void addField(const FieldDecl &Field, const Place &At);
  void addFunction(const FunctionDecl &Function);

  /// Writes down what is found, when all that is started is known.
  void resolve();

private:
  struct Member {
    ThreadHolder Holder;
    llvm::SmallVector<std::pair<const Expr *, const FunctionDecl *>, 1> Starts;
  };
  using FunctionSet = llvm::SmallPtrSet<const FunctionDecl *, 8>;

  /// One of those, and who joins it.
  struct Question {
    const FieldDecl &Field;
    const CXXRecordDecl &Class;
    FunctionSet Joining;    ///< The functions that may, themselves or through others.
    SourceLocation Release; ///< Where one of them does.
  };

  void readFunctions();
  Question questionOf(const FieldDecl &Field) const;
  bool isPublic(const Question &About) const;
  bool isHandedOn(const Question &About) const;
  bool isJoinedAfter(const FunctionDecl *Start, const Question &About) const;
  FunctionSet reachedFrom(const CXXDestructorDecl &Destructor) const;
  bool isUnknownIn(const CXXDestructorDecl &Destructor, const Question &About,
                   SourceLocation From) const;
  bool leaves(const Question &About, SourceLocation Start) const;
  std::vector<std::string> neededFor(const Question &About, SourceLocation Start) const;
  void judge(const FieldDecl &Field, const Member &Of);
  UnjoinedThread factOf(const Question &About, size_t Spawn, bool Many) const;
  void addOpen(const Question &About, OpenThread Open, const FunctionDecl *Start);
  void addProgramFacts();

  const SourceManager &Sources;
  const SpawnTable &Table;
  const Handles &Kept;
  Entities &Named;
  Facts &Found;
  llvm::MapVector<const FieldDecl *, Member> Members;
  llvm::SmallVector<const FunctionDecl *> Functions;
  llvm::SmallVector<const Expr *> Initializers; ///< Of members, in their classes.
  /// The members that initializers hand to other members, such as to one that joins.
  llvm::DenseSet<const FieldDecl *> Handed;
  EffectsOfFunctions Effects;
};

} // namespace clang::tidy::structured
