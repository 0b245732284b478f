#pragma once

#include "Handles.h"
#include "Homes.h"

namespace clang::tidy::structured {

/// Finds work that uses the object whose member function starts it, where it is
/// known that nothing can wait for the work when that object is destroyed.
///
/// Who keeps a handle elsewhere may wait for it before, so only these count:
/// work without a handle, and one with a handle in a member of that object which
/// nothing but the start names.
class OutlivedObjects {
public:
  OutlivedObjects(const SpawnTable &Table, const Handles &Kept, Facts &Found)
      : Table(Table), Kept(Kept), Found(Found) {}

  /// Looks through the body of a function, or lambda, with the homes of what it
  /// starts. What lambdas in it do is not part of it.
  void addBody(const Stmt &Body, const Homes &Started, const Place &At);

  /// Writes down what is found, when all that is detached or dropped is known.
  void resolve();

private:
  struct Candidate {
    Homes::Start Start;
    const CXXRecordDecl *Class = nullptr;
    bool AtEnd = false; ///< The destructor itself starts the work.
  };

  bool isUnwatched(const Homes::Start &Start, const CXXRecordDecl &Class) const;
  bool goesBefore(const Candidate &Each, const FieldDecl *Holder) const;
  bool mayBeWaitedFor(const Homes::Start &Start, const Stmt &Body, const Homes &Started,
                      const FunctionDecl &In) const;
  bool isSaidElsewhere(const Candidate &Each) const;
  bool goesBeforeDropped(const CXXRecordDecl &Class) const;

  const SpawnTable &Table;
  const Handles &Kept;
  Facts &Found;
  llvm::SmallVector<Candidate> Candidates;
  llvm::DenseSet<size_t> Seen; ///< A template's instantiations repeat its places.
};

} // namespace clang::tidy::structured
