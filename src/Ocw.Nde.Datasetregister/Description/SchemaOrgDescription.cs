using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using static Ocw.Nde.Datasetregister.Description.Vocabulary;

namespace Ocw.Nde.Datasetregister.Description;

/// <summary>Describes datasets in schema.org, as NDE's Requirements for Datasets ask it.</summary>
internal static class SchemaOrgDescription
{
    internal static void Write(Dataset dataset, Statements to)
    {
        var iri = dataset.Iri;
        to.Type(iri, Schema("Dataset"));
        to.Text(iri, Schema("identifier"), iri.Value);
        to.AddAll(iri, Schema("name"), dataset.Names);
        to.AddAll(iri, Schema("description"), dataset.Descriptions);
        to.Add(iri, Schema("license"), dataset.License);
        to.Add(iri, Schema("publisher"), dataset.Publisher.Iri);
        to.AddAll(iri, Schema("creator"), DatasetDescriber.CreatorsOf(dataset).Select(creator => creator.Iri));
        to.Date(iri, Schema("dateCreated"), dataset.Created);
        to.Date(iri, Schema("datePublished"), dataset.Published);
        to.Time(iri, Schema("dateModified"), dataset.Modified);
        to.AddAll(iri, Schema("inLanguage"), dataset.Languages.Select(language => new Literal(language)));
        to.AddAll(iri, Schema("keywords"), dataset.Keywords);
        to.AddAll(iri, Schema("about"), dataset.Subjects);
        to.AddAll(iri, Schema("spatialCoverage"), dataset.SpatialCoverage);
        to.Text(iri, Schema("temporalCoverage"), dataset.TemporalCoverage);
        to.Text(iri, Schema("version"), dataset.Version);
        to.Add(iri, Schema("mainEntityOfPage"), dataset.Page);
        to.Add(iri, Schema("includedInDataCatalog"), dataset.Catalog);
        to.AddAll(iri, Schema("isBasedOn"), dataset.BasedOn);
        to.Add(iri, DcTerms("accrualPeriodicity"), dataset.Frequency);
        foreach (var (distribution, name) in DatasetDescriber.OpenDistributionsOf(dataset))
        {
            to.Add(iri, Schema("distribution"), name);
            Write(distribution, name, to);
        }

        Write(dataset.Publisher, to);
        foreach (var creator in dataset.Creators)
            Write(creator, to);
    }

    internal static void Write(Catalog catalog, Statements to)
    {
        to.Type(catalog.Iri, Schema("DataCatalog"));
        to.AddAll(catalog.Iri, Schema("name"), catalog.Names);
        to.AddAll(catalog.Iri, Schema("description"), catalog.Descriptions);
        to.Add(catalog.Iri, Schema("publisher"), catalog.Publisher.Iri);
        Write(catalog.Publisher, to);
        foreach (var dataset in DatasetDescriber.OpenDatasetsOf(catalog))
        {
            to.Add(catalog.Iri, Schema("dataset"), dataset.Iri);
            Write(dataset, to);
        }
    }

    private static void Write(Distribution distribution, Iri name, Statements to)
    {
        to.Type(name, Schema("DataDownload"));
        to.Add(name, Schema("contentUrl"), distribution.Url);
        to.Text(name, Schema("encodingFormat"), distribution.PackedMediaType);
        to.Add(name, Schema("usageInfo"), distribution.Protocol);
        to.AddAll(name, Schema("usageInfo"), distribution.Profiles);
        to.AddAll(name, Schema("name"), distribution.Names);
        to.AddAll(name, Schema("description"), distribution.Descriptions);
        to.Text(name, Schema("contentSize"), distribution.ByteSize?.ToString(CultureInfo.InvariantCulture));
        to.Text(name, Schema("sha256"), distribution.Sha256);
        to.Date(name, Schema("datePublished"), distribution.Published);
        to.Time(name, Schema("dateModified"), distribution.Modified);
        to.Add(name, Schema("license"), distribution.License);
        to.AddAll(name, Schema("inLanguage"), distribution.Languages.Select(language => new Literal(language)));
        to.Add(name, Schema("documentation"), distribution.Documentation);
    }

    private static void Write(Publisher publisher, Statements to)
    {
        var iri = publisher.Iri;
        to.Type(iri, Schema("Organization"));
        to.AddAll(iri, Schema("name"), publisher.Names);
        to.AddAll(iri, Schema("alternateName"), publisher.AlternateNames);
        WriteIdentifier(iri, "isil", "ISIL", Isil.PropertyId, publisher.Isil, to);
        WriteIdentifier(iri, "kvk", "KvK", "http://www.wikidata.org/entity/P3220", publisher.ChamberOfCommerceNumber, to);
        to.Add(iri, Schema("url"), publisher.Website);
        to.AddAll(iri, Schema("sameAs"), publisher.SameAs);
        to.Add(iri, Model("sector"), publisher.Sector is { } sector ? Model(sector.ToString()) : null);
        WriteMunicipality(iri, publisher.MunicipalityCode, to);
        WriteContact(iri, publisher.Contact, to);
    }

    private static void WriteIdentifier(Iri publisher, string part, string name, string propertyId, string? value, Statements to)
    {
        if (value is null)
            return;
        var identifier = DatasetDescriber.PartOf(publisher, part);
        to.Add(publisher, Schema("identifier"), identifier);
        to.Type(identifier, Schema("PropertyValue"));
        to.Add(identifier, Schema("propertyID"), new Iri(propertyId));
        to.Add(identifier, Schema("name"), new Literal(name, "nl"));
        to.Text(identifier, Schema("value"), value);
    }

    private static void WriteMunicipality(Iri publisher, string? code, Statements to)
    {
        if (!MunicipalityCode.TryNormalize(code, out var normalized))
            return;
        var municipality = new Iri(MunicipalityCode.ToIri(normalized));
        to.Add(publisher, Schema("location"), municipality);
        to.Type(municipality, Schema("AdministrativeArea"));
        to.Text(municipality, Schema("identifier"), normalized);
    }

    private static void WriteContact(Iri publisher, ContactPoint? contact, Statements to)
    {
        if (contact is null)
            return;
        var point = DatasetDescriber.PartOf(publisher, "contact");
        to.Add(publisher, Schema("contactPoint"), point);
        to.Type(point, Schema("ContactPoint"));
        to.AddAll(point, Schema("name"), contact.Names);
        to.Text(point, Schema("email"), contact.Email);
    }
}
