namespace Ocw.Nde.Harvest;

/// <summary>One document of a payload, with all packing taken away.</summary>
/// <param name="Origin">The payload's origin, and the members that lead to the document.</param>
/// <param name="Name">Its file name, without <c>.gz</c>: what its extension says is a hint.</param>
/// <param name="Open">Opens it from its start; may be called again.</param>
internal sealed record UnpackedDocument(string Origin, string Name, Func<Stream> Open);
