namespace Ocw.Nde.Harvest;

/// <summary>One answer of a server, whole and in memory.</summary>
/// <param name="Asked">The address that was asked for.</param>
/// <param name="Address">The address that answered, after redirects.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Bytes">The decoded body; empty for <see cref="IsNotModified"/>.</param>
internal sealed record PageAnswer(Uri Asked, Uri Address, int Status, ReadOnlyMemory<byte> Bytes)
{
    public string? MediaType { get; init; }

    public string? Charset { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Whether the server promises that this answer never changes (RFC 8246 §2).</summary>
    public bool IsImmutable { get; init; }

    /// <summary>The headers of a name that only one protocol reads, such as <c>Link</c> or <c>X-SPARQL-MaxRows</c>.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the copy that is held is still good.</summary>
    public bool IsNotModified => Status == 304;

    /// <summary>The answer as a payload that lies in the archive.</summary>
    public ArchivedPayload AsPayload(StoredPayload stored, PayloadKind kind, DateTimeOffset now) =>
        new(stored.Hash, kind, Asked.AbsoluteUri, stored.Length, now)
        {
            MediaType = MediaType,
            Charset = Charset,
            Status = Status,
            ETag = ETag,
            LastModified = LastModified,
            AnsweredBy = Address == Asked ? null : Address.AbsoluteUri,
        };
}
