using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Datasetregister.Description;
using Ocw.Nde.Rdf.Terms;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Statistics;

/// <summary>Writes counts in VoID, with the IRIs and the extensions that NDE's Dataset Knowledge Graph uses.</summary>
internal static class StatisticsDescription
{
    internal static void Write(Iri dataset, DatasetStatistics counts, Statements to)
    {
        to.Type(dataset, Void("Dataset"));
        to.Count(dataset, Void("triples"), counts.Triples);
        to.Count(dataset, Void("entities"), counts.Records > 0 ? counts.Records : null);
        to.Count(dataset, Void("distinctSubjects"), counts.DistinctSubjects);
        to.Count(dataset, Void("properties"), counts.PropertyCount);
        to.Count(dataset, Void("classes"), counts.ClassCount);
        to.Count(dataset, VoidExt("distinctLiterals"), counts.DistinctLiterals);
        to.Count(dataset, VoidExt("distinctIRIReferenceObjects"), counts.DistinctIriObjects);
        to.Count(dataset, VoidExt("datatypes"), counts.Datatypes.Count);
        to.AddAll(dataset, VoidExt("datatype"), counts.Datatypes);
        foreach (var partition in counts.Classes)
            WriteClass(dataset, partition, to);
        foreach (var partition in counts.Properties)
            WriteProperty(dataset, partition, to);
        foreach (var linkset in counts.Linksets.Where(linkset => linkset.Namespace.Length > 0))
            WriteLinkset(dataset, linkset, to);
        foreach (var partition in counts.Languages)
            WriteLanguage(dataset, partition, to);
    }

    private static void WriteClass(Iri dataset, ClassPartition partition, Statements to)
    {
        var node = Minted(dataset, "class", TextOf(partition.Class));
        to.Add(dataset, Void("classPartition"), node);
        to.Add(node, Void("class"), partition.Class);
        to.Count(node, Void("entities"), partition.Entities);
    }

    private static void WriteProperty(Iri dataset, PropertyPartition partition, Statements to)
    {
        var node = Minted(dataset, "property-partition", partition.Property.Value);
        to.Add(dataset, Void("propertyPartition"), node);
        to.Add(node, Void("property"), partition.Property);
        to.Count(node, Void("triples"), partition.Triples);
        to.Count(node, Void("entities"), partition.Entities);
        to.Count(node, Void("distinctObjects"), partition.DistinctObjects);
    }

    private static void WriteLinkset(Iri dataset, Linkset linkset, Statements to)
    {
        var node = Minted(dataset, "linkset", dataset.Value + linkset.Namespace);
        to.Type(node, Void("Linkset"));
        to.Add(node, Void("subjectsTarget"), dataset);
        to.Add(node, Void("objectsTarget"), new Iri(linkset.Namespace));
        to.Count(node, Void("triples"), linkset.Triples);
    }

    private static void WriteLanguage(Iri dataset, LanguagePartition partition, Statements to)
    {
        var node = Minted(dataset, "language", partition.Language);
        to.Add(dataset, VoidExt("languagePartition"), node);
        to.Text(node, VoidExt("language"), partition.Language);
        to.Count(node, VoidExt("distinctLiterals"), partition.Literals);
    }

    // MD5 names a node here, as in the queries of the Dataset Knowledge Graph; it protects nothing.
#pragma warning disable CA5351
    private static Iri Minted(Iri dataset, string kind, string name) =>
        new($"{dataset.Value}/.well-known/void#{kind}-{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(name)))}");
#pragma warning restore CA5351

    private static string TextOf(RdfTerm term) => term is Iri iri ? iri.Value : term.ToString()!;
}
