using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Shacl.Queries;

/// <summary>What one solution of a query says about a result (SHACL §5.3.2).</summary>
/// <param name="Path">The IRI of <c>?path</c>, or <see langword="null"/>.</param>
/// <param name="Value">The term of <c>?value</c>, or <see langword="null"/> where the query binds none.</param>
/// <param name="Messages">The messages of this result, placeholders filled.</param>
internal sealed record QuerySolution(Iri? Path, RdfTerm? Value, IReadOnlyList<Literal> Messages);
