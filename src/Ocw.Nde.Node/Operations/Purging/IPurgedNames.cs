namespace Ocw.Nde.Node.Operations.Purging;

/// <summary>Knows the names of what is purged: subjects with everything below them, and records by the identifiers of their source.</summary>
internal interface IPurgedNames
{
    /// <summary>Whether nothing is purged.</summary>
    bool IsEmpty { get; }

    /// <summary>Whether an IRI is a purged subject, or begins with one and <c>/</c> or <c>#</c>: the nodes that mapping mints below a record.</summary>
    bool Covers(string iri);

    /// <summary>Whether a record is purged by its own identifier.</summary>
    bool CoversRecord(string source, string identifier);

    /// <summary>Whether a text names something purged.</summary>
    bool Mentions(string text);
}
