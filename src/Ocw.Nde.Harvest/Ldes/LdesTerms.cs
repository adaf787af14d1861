namespace Ocw.Nde.Harvest;

/// <summary>The numbers that the words of TREE, LDES and ActivityStreams have in one page; -1 for a word that it does not use.</summary>
internal sealed class LdesTerms(PageGraph graph)
{
    public int Type { get; } = graph.Find("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8);

    public int First { get; } = graph.Find("http://www.w3.org/1999/02/22-rdf-syntax-ns#first"u8);

    public int Rest { get; } = graph.Find("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"u8);

    public int Member { get; } = graph.Find("https://w3id.org/tree#member"u8);

    public int View { get; } = graph.Find("https://w3id.org/tree#view"u8);

    public int Relation { get; } = graph.Find("https://w3id.org/tree#relation"u8);

    public int Node { get; } = graph.Find("https://w3id.org/tree#node"u8);

    public int Path { get; } = graph.Find("https://w3id.org/tree#path"u8);

    public int Value { get; } = graph.Find("https://w3id.org/tree#value"u8);

    public int Shape { get; } = graph.Find("https://w3id.org/tree#shape"u8);

    public int LessThan { get; } = graph.Find("https://w3id.org/tree#LessThanRelation"u8);

    public int LessThanOrEqualTo { get; } = graph.Find("https://w3id.org/tree#LessThanOrEqualToRelation"u8);

    public int EqualTo { get; } = graph.Find("https://w3id.org/tree#EqualToRelation"u8);

    public int InBetween { get; } = graph.Find("https://w3id.org/tree#InBetweenRelation"u8);

    public int Prefix { get; } = graph.Find("https://w3id.org/tree#PrefixRelation"u8);

    public int EventStream { get; } = graph.Find("https://w3id.org/ldes#EventStream"u8);

    public int TimestampPath { get; } = graph.Find("https://w3id.org/ldes#timestampPath"u8);

    public int VersionOfPath { get; } = graph.Find("https://w3id.org/ldes#versionOfPath"u8);

    public int VersionDeleteObject { get; } = graph.Find("https://w3id.org/ldes#versionDeleteObject"u8);

    public int Immutable { get; } = graph.Find("https://w3id.org/ldes#immutable"u8);

    public int AsObject { get; } = graph.Find("https://www.w3.org/ns/activitystreams#object"u8);

    /// <summary>Classes of members that say that their subject is gone.</summary>
    public int[] Deleted { get; } = [.. new[] { "https://www.w3.org/ns/activitystreams#Delete", "https://www.w3.org/ns/activitystreams#Tombstone", "https://w3id.org/ldes#DeletedMember", "https://w3id.org/ldes#Tombstone" }.Select(graph.Find).Where(term => term >= 0)];

    /// <summary>Classes of members that say that their subject is new or changed.</summary>
    public int[] Changed { get; } = [.. new[] { "Create", "Update", "Add", "Announce" }.Select(name => graph.Find("https://www.w3.org/ns/activitystreams#" + name)).Where(term => term >= 0)];

    /// <summary>Properties that tell the moment of a member where the stream names none.</summary>
    public int[] Moments { get; } = [.. new[]
    {
        "https://www.w3.org/ns/activitystreams#published", "https://www.w3.org/ns/activitystreams#endTime", "https://www.w3.org/ns/activitystreams#updated",
        "http://www.w3.org/ns/prov#generatedAtTime", "http://purl.org/dc/terms/modified", "http://purl.org/dc/terms/created",
    }.Select(graph.Find).Where(term => term >= 0)];
}
