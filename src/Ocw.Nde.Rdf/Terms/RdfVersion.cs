namespace Ocw.Nde.Rdf.Terms;

/// <summary>Which version of RDF, its syntaxes and SPARQL is read. What 1.1 says is read the same in both.</summary>
public enum RdfVersion : byte
{
    /// <summary>RDF 1.1 and SPARQL 1.1; what 1.2 adds is refused.</summary>
    Rdf11,

    /// <summary>RDF 1.2 and SPARQL 1.2: triple terms, reified triples, annotations, base directions and version announcements.</summary>
    Rdf12,
}

/// <summary>The names of versions: in a VERSION directive, in <c>rdf:version</c> and in the parameter <c>version</c> of a media type.</summary>
public static class RdfVersions
{
    /// <summary>How a message says that RDF 1.2 is off and how it is switched on.</summary>
    public const string HowToSwitchOn = "RDF 1.2, which is not switched on (--rdf-version 1.2, or rdfVersion: 1.2 in node.yaml)";

    /// <summary>What <see cref="TryParse"/> reads, for messages.</summary>
    public const string Expected = "the version \"1.1\", \"1.2\" or \"1.2-basic\"";

    /// <summary>Reads a version label (RDF 1.2 Concepts §2.1); <c>1.2-basic</c>, which promises to use no triple terms, is read as 1.2.</summary>
    public static bool TryParse(ReadOnlySpan<char> label, out RdfVersion version)
    {
        version = label is "1.2" or "1.2-basic" ? RdfVersion.Rdf12 : RdfVersion.Rdf11;
        return version == RdfVersion.Rdf12 || label is "1.1";
    }

    /// <summary>The version that a media type's parameter <c>version</c> announces; <see langword="null"/> if there is none that is known.</summary>
    public static RdfVersion? OfMediaType(string? mediaType)
    {
        var rest = mediaType.AsSpan();
        for (var at = rest.IndexOf(';'); at >= 0; at = rest.IndexOf(';'))
        {
            rest = rest[(at + 1)..];
            var end = rest.IndexOfAny(';', ',');
            var parameter = (end < 0 ? rest : rest[..end]).Trim();
            var equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].TrimEnd().Equals("version", StringComparison.OrdinalIgnoreCase))
                return TryParse(parameter[(equals + 1)..].Trim().Trim('"'), out var version) ? version : null;
        }

        return null;
    }
}
