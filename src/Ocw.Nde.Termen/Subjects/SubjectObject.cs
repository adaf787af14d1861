namespace Ocw.Nde.Termen.Subjects;

/// <summary>A collection object as far as it tells what it shows: texts, and the notations that people gave it.</summary>
/// <param name="Id">Its id or IRI.</param>
/// <param name="Title">Its titles.</param>
/// <param name="Description">What is said of it.</param>
/// <param name="Keywords">Words by which people described it: motifs, subjects, places, names, the kind of object.</param>
/// <param name="Notations">The notations of its subjects; empty if none were given.</param>
public sealed record SubjectObject(string Id, string Title, string Description, IReadOnlyList<string> Keywords, IReadOnlyList<string> Notations);

/// <summary>A subject that may be suggested.</summary>
/// <param name="Notation">Its notation.</param>
/// <param name="Labels">What it is called, in the languages of the texts.</param>
/// <param name="Keywords">The words under which the system itself finds it.</param>
public sealed record SubjectTerm(string Notation, IReadOnlyList<string> Labels, IReadOnlyList<string> Keywords);

/// <summary>A subject that an object may have.</summary>
/// <param name="Notation">Its notation.</param>
/// <param name="Label">Its label; empty for a notation that only objects have.</param>
/// <param name="Score">How probable it is, from 0 to 1.</param>
/// <param name="Reasons">What it rests on: words of its text in the object, objects that are like it.</param>
public sealed record SubjectSuggestion(string Notation, string Label, double Score, IReadOnlyList<string> Reasons);
