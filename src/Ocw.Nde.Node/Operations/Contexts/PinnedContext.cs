using System.Text.Json.Serialization;

namespace Ocw.Nde.Node.Operations.Contexts;

/// <summary>A context that the node keeps, held to what it was when it was first seen.</summary>
/// <param name="Iri">The address that documents name, without fragment.</param>
/// <param name="Location">The address that it came from in the end, after redirects: what addresses in it are relative to.</param>
/// <param name="Sha256">The SHA-256 of its bytes, lower-case hexadecimal: the pin.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Pinned">Since when this version is the one that is used.</param>
/// <param name="Changed">The SHA-256 of another version that was found since and is not used; <see langword="null"/> while there is none.</param>
internal sealed record PinnedContext(string Iri, string Location, string Sha256, long Bytes, DateTimeOffset Pinned, string? Changed = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(PinnedContext))]
internal sealed partial class PinnedContextJson : JsonSerializerContext;
