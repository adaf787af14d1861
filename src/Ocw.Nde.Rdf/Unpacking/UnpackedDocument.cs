namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>One document of an input, with all packing taken away.</summary>
/// <param name="Origin">The input's origin, and the members that lead to the document: <c>dump.zip!map/a.ttl</c>.</param>
/// <param name="Name">Its file name without endings of packings: what its ending says is a hint.</param>
/// <param name="Open">Opens it from its start; more than once if the input itself can be opened again. Whoever opens it disposes of the stream.</param>
public sealed record UnpackedDocument(string Origin, string Name, Func<Stream> Open)
{
    /// <summary>Whether it is a member of a zip archive.</summary>
    public bool IsMember { get; init; }
}
