using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>Describes datasets in DCAT (DCAT-AP-NL 3.0), with VoID's and SPDX's words for counts and checksums.</summary>
internal static class DcatDescription
{
    private const string SparqlQueryFileType = "SPARQLQ";

    // The EU's language list uses three-letter codes.
    private static readonly Dictionary<string, string> s_languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nl"] = "NLD",
        ["en"] = "ENG",
        ["fy"] = "FRY",
        ["de"] = "DEU",
        ["fr"] = "FRA",
        ["la"] = "LAT",
        ["es"] = "SPA",
        ["it"] = "ITA",
        ["id"] = "IND",
        ["pap"] = "PAP",
        ["pt"] = "POR",
        ["la-latn"] = "LAT",
    };

    internal static void Write(Dataset dataset, Statements to)
    {
        var iri = dataset.Iri;
        to.Type(iri, Dcat("Dataset"));
        to.Text(iri, DcTerms("identifier"), iri.Value);
        to.AddAll(iri, DcTerms("title"), dataset.Names);
        to.AddAll(iri, DcTerms("description"), dataset.Descriptions);
        to.Add(iri, DcTerms("license"), dataset.License);
        to.Add(iri, DcTerms("publisher"), dataset.Publisher.Iri);
        to.AddAll(iri, DcTerms("creator"), DatasetDescriber.CreatorsOf(dataset).Select(creator => creator.Iri));
        to.Date(iri, DcTerms("created"), dataset.Created);
        to.Date(iri, DcTerms("issued"), dataset.Published);
        to.Time(iri, DcTerms("modified"), dataset.Modified);
        to.AddAll(iri, DcTerms("language"), dataset.Languages.Select(LanguageOf));
        to.AddAll(iri, Dcat("keyword"), dataset.Keywords);
        to.Add(iri, Dcat("theme"), Eu("data-theme", "EDUC")); // education, culture and sport
        to.AddAll(iri, DcTerms("subject"), dataset.Subjects);
        to.AddAll(iri, DcTerms("spatial"), dataset.SpatialCoverage);
        to.Text(iri, DcTerms("temporal"), dataset.TemporalCoverage);
        to.Text(iri, Dcat("version"), dataset.Version);
        to.Add(iri, Dcat("landingPage"), dataset.Page);
        to.AddAll(iri, DcTerms("source"), dataset.BasedOn);
        to.Add(iri, DcTerms("accrualPeriodicity"), dataset.Frequency);
        to.Add(iri, DcTerms("accessRights"), Eu("access-right", "PUBLIC"));
        WriteContact(iri, dataset.Publisher, to);
        foreach (var (distribution, name) in DatasetDescriber.OpenDistributionsOf(dataset))
        {
            to.Add(iri, Dcat("distribution"), name);
            Write(distribution, name, dataset, to);
        }

        Write(dataset.Publisher, to);
        foreach (var creator in dataset.Creators)
            Write(creator, to);
    }

    internal static void Write(Catalog catalog, Statements to)
    {
        to.Type(catalog.Iri, Dcat("Catalog"));
        to.AddAll(catalog.Iri, DcTerms("title"), catalog.Names);
        to.AddAll(catalog.Iri, DcTerms("description"), catalog.Descriptions);
        to.Add(catalog.Iri, DcTerms("publisher"), catalog.Publisher.Iri);
        WriteContact(catalog.Iri, catalog.Publisher, to);
        Write(catalog.Publisher, to);
        foreach (var dataset in DatasetDescriber.OpenDatasetsOf(catalog))
        {
            to.Add(catalog.Iri, Dcat("dataset"), dataset.Iri);
            Write(dataset, to);
        }
    }

    private static void Write(Distribution distribution, Iri name, Dataset dataset, Statements to)
    {
        to.Type(name, Dcat("Distribution"));
        to.AddAll(name, DcTerms("title"), distribution.Names);
        to.AddAll(name, DcTerms("description"), distribution.Descriptions);
        to.Add(name, Dcat("accessURL"), distribution.Url);
        to.Add(name, DcTerms("license"), distribution.License ?? dataset.License);
        to.Date(name, DcTerms("issued"), distribution.Published);
        to.Time(name, DcTerms("modified"), distribution.Modified);
        to.AddAll(name, DcTerms("language"), distribution.Languages.Select(LanguageOf));
        to.AddAll(name, DcTerms("conformsTo"), distribution.Profiles);
        to.Add(name, Foaf("page"), distribution.Documentation);
        to.Add(name, Dcat("mediaType"), distribution.MediaType is { } type ? MediaType(type) : null);
        if (distribution.Protocol is { } protocol)
            WriteService(distribution, name, protocol, dataset, to);
        else
            WriteFile(distribution, name, to);
    }

    private static void WriteFile(Distribution distribution, Iri name, Statements to)
    {
        to.Add(name, Dcat("downloadURL"), distribution.Url);
        to.Add(name, Dcat("compressFormat"), distribution.Compression is { } packed ? MediaType("application/" + packed) : null);
        to.Count(name, Dcat("byteSize"), distribution.ByteSize, XsdNs.NonNegativeInteger);
        if (distribution.Sha256 is { } hash)
        {
            var checksum = DatasetDescriber.PartOf(name, "sha256");
            to.Add(name, Spdx("checksum"), checksum);
            to.Type(checksum, Spdx("Checksum"));
            to.Add(checksum, Spdx("algorithm"), Spdx("checksumAlgorithm_sha256"));
            to.Add(checksum, Spdx("checksumValue"), new Literal(hash, XsdNs.HexBinary));
        }
    }

    // An endpoint is a service that the distribution is accessed through (DCAT 3 §6.9); the register looks for the protocol at the distribution.
    private static void WriteService(Distribution distribution, Iri name, Iri protocol, Dataset dataset, Statements to)
    {
        var service = DatasetDescriber.PartOf(name, "service");
        to.Add(name, DcTerms("conformsTo"), protocol);
        to.Add(name, Dcat("accessService"), service);
        to.Type(service, Dcat("DataService"));
        to.AddAll(service, DcTerms("title"), distribution.Names.Count > 0 ? distribution.Names : dataset.Names);
        to.Add(service, Dcat("endpointURL"), distribution.Url);
        to.Add(service, Dcat("servesDataset"), dataset.Iri);
        to.Add(service, DcTerms("conformsTo"), protocol);
        if (protocol == Distribution.SparqlProtocol && distribution.MediaType is null)
            to.Add(name, DcTerms("format"), Eu("file-type", SparqlQueryFileType));
        else if (distribution.MediaType is null)
            to.Add(name, DcTerms("format"), Eu("file-type", "XML"));
    }

    private static void Write(Publisher publisher, Statements to)
    {
        var iri = publisher.Iri;
        to.Type(iri, Foaf("Organization"));
        to.AddAll(iri, Foaf("name"), publisher.Names);
        to.Add(iri, Foaf("homepage"), publisher.Website);
        to.Text(iri, DcTerms("identifier"), publisher.Isil);
        if (publisher.Isil is { } isil)
        {
            var identifier = DatasetDescriber.PartOf(iri, "isil");
            to.Add(iri, Adms("identifier"), identifier);
            to.Type(identifier, Adms("Identifier"));
            to.Text(identifier, Skos("notation"), isil);
            to.Text(identifier, Adms("schemaAgency"), "ISIL");
        }

        if (MunicipalityCode.TryNormalize(publisher.MunicipalityCode, out var code))
            to.Add(iri, DcTerms("spatial"), new Iri(MunicipalityCode.ToIri(code)));
        to.Add(iri, Model("sector"), publisher.Sector is { } sector ? Model(sector.ToString()) : null);
    }

    private static void WriteContact(Iri iri, Publisher publisher, Statements to)
    {
        if (publisher.Contact is not { } contact)
            return;
        var point = DatasetDescriber.PartOf(publisher.Iri, "contact");
        to.Add(iri, Dcat("contactPoint"), point);
        to.Type(point, VCard("Organization"));
        to.AddAll(point, VCard("fn"), contact.Names);
        to.Add(point, VCard("hasEmail"), new Iri("mailto:" + contact.Email));
    }

    private static RdfTerm LanguageOf(string tag)
    {
        var primary = tag.Split('-')[0];
        return s_languages.TryGetValue(primary, out var code) ? Eu("language", code) : new Literal(tag);
    }
}
