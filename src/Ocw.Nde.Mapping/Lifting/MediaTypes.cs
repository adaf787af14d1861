namespace Ocw.Nde.Mapping.Lifting;

/// <summary>What a record's bytes are.</summary>
internal enum PayloadKind
{
    /// <summary>Nothing that mapping knows.</summary>
    Unknown,

    /// <summary>A JSON object, or a CSV row written as one.</summary>
    Json,

    /// <summary>XML that is not RDF.</summary>
    Xml,

    /// <summary>RDF in one of its syntaxes.</summary>
    Rdf,
}

/// <summary>Media types of records.</summary>
internal static class MediaTypes
{
    /// <summary>What a media type stands for; parameters do not count.</summary>
    public static PayloadKind KindOf(string mediaType)
    {
        var end = mediaType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? mediaType : mediaType[..end]).Trim().ToLowerInvariant();
        return type switch
        {
            "application/json" or "text/csv" or "text/tab-separated-values" or "application/x-ndjson" or "application/jsonl" or "application/geo+json" or "text/json" => PayloadKind.Json,
            "application/xml" or "text/xml" => PayloadKind.Xml,
            "application/n-triples" or "application/n-quads" or "text/turtle" or "application/trig" or "application/rdf+xml" or "application/ld+json" => PayloadKind.Rdf,
            _ when type.EndsWith("+json", StringComparison.Ordinal) => PayloadKind.Json,
            _ when type.EndsWith("+xml", StringComparison.Ordinal) => PayloadKind.Xml,
            _ => PayloadKind.Unknown,
        };
    }
}
